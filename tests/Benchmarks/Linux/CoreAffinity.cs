using System.Globalization;

namespace Eval.Tests.Benchmarks.Linux;

/// <summary>Ties threads to one core. What a tied thread starts, threads and processes alike, inherits the tie.
/// </summary>
internal static unsafe class CoreAffinity
{
    /// <summary>Ties the calling thread, from now on.</summary>
    /// <exception cref="IOException">There is no such core.</exception>
    public static void TieThisThread(int core) => Tie(0, core);

    /// <summary>Starts something on one core, with all that it starts itself, and goes on at another.</summary>
    public static T StartAt<T>(int core, int ownCore, Func<T> start)
    {
        TieThisThread(core);
        try
        {
            return start();
        }
        finally
        {
            TieThisThread(ownCore);
        }
    }

    /// <summary>Ties all threads that this process has.</summary>
    public static void TieThisProcess(int core)
    {
        foreach (var task in Directory.EnumerateDirectories("/proc/self/task"))
        {
            Tie(int.Parse(Path.GetFileName(task), CultureInfo.InvariantCulture), core);
        }
    }

    private static void Tie(int thread, int core)
    {
        var mask = 1UL << core;
        if (LibC.sched_setaffinity(thread, sizeof(ulong), &mask) != 0)
        {
            throw new IOException($"no thread can be tied to core {core}");
        }
    }
}
