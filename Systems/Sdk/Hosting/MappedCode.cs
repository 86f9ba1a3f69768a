using System.Globalization;

namespace Eval.Systems.Sdk.Hosting;

/// <summary>The program's own code in memory: what its first event would else fetch page by page, from the page cache.
/// </summary>
internal static class MappedCode
{
    /// <summary>Maps every page of the program that is executed or only read; none of it runs. What the system refuses
    /// is left to the first event.</summary>
    public static unsafe void Populate()
    {
        var program = Environment.ProcessPath;
        foreach (var line in File.ReadLines("/proc/self/maps"))
        {
            // start-end permissions offset device inode path
            if (program is not null && line.EndsWith(program, StringComparison.Ordinal))
            {
                var fields = line.Split(' ', 3);
                var range = fields[0].Split('-');
                var start = nuint.Parse(range[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                var end = nuint.Parse(range[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                var advice = fields[1][1] == 'w' ? LibC.PopulateForWriting : LibC.PopulateForReading;
                _ = LibC.madvise((void*)start, end - start, advice);
            }
        }
    }
}
