using System.Globalization;

namespace Eval.Systems.Sdk.Hosting;

/// <summary>The program's own code in memory: what its first event would else fetch page by page, from the page cache.
/// </summary>
internal static class MappedCode
{
    /// <summary>Maps every page of the program; none of it runs. What the system refuses (a box may have no /proc) is
    /// left to the first event.</summary>
    public static void Populate()
    {
        try
        {
            foreach (var line in File.ReadLines("/proc/self/maps"))
            {
                if (Environment.ProcessPath is { } program && line.EndsWith(program, StringComparison.Ordinal))
                {
                    Populate(line);
                }
            }
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            // Slower, and not wrong.
        }
    }

    /// <summary>One mapping: start-end, permissions, and what is of no interest here (proc_pid_maps(5)).</summary>
    private static unsafe void Populate(string mapping)
    {
        var fields = mapping.Split(' ', 3);
        var range = fields[0].Split('-');
        var start = nuint.Parse(range[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        var end = nuint.Parse(range[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        var advice = fields[1][1] == 'w' ? LibC.PopulateForWriting : LibC.PopulateForReading;
        _ = LibC.madvise((void*)start, end - start, advice);
    }
}
