namespace Eval.Systems.StreamFunctions.Connections;

/// <summary>How many descriptors this process may have (RLIMIT_NOFILE).</summary>
internal static unsafe class DescriptorLimit
{
    /// <summary>How many now; the largest number where nobody can tell.</summary>
    public static long Current
    {
        get
        {
            ulong* limits = stackalloc ulong[2];
            return LibC.getrlimit(LibC.OpenFiles, limits) == 0
                ? (long)Math.Min(limits[0], long.MaxValue)
                : long.MaxValue;
        }
    }

    /// <summary>Raises it as far as a process may by itself. Shells give 1,024, which a thousand connections use up.
    /// </summary>
    /// <returns>The limit then; 0 where nobody can tell.</returns>
    public static ulong Raise()
    {
        ulong* limits = stackalloc ulong[2];
        if (LibC.getrlimit(LibC.OpenFiles, limits) != 0)
        {
            return 0;
        }

        var before = limits[0];
        limits[0] = limits[1];
        return LibC.setrlimit(LibC.OpenFiles, limits) == 0 ? limits[0] : before;
    }
}
