using System.Globalization;

namespace Eval.Tests.Benchmarks.Linux;

/// <summary>What the kernel tells of a process, from outside.</summary>
internal static class ProcessFacts
{
    /// <summary>Resident memory, bytes.</summary>
    public static long ResidentBytes(int processId)
    {
        const string Label = "VmRSS:";
        var line = File.ReadLines($"/proc/{processId}/status")
            .First(text => text.StartsWith(Label, StringComparison.Ordinal));
        return 1024 * long.Parse(line[Label.Length..^" kB".Length], CultureInfo.InvariantCulture);
    }

    /// <summary>How many threads it has.</summary>
    public static int Threads(int processId) => Directory.GetDirectories($"/proc/{processId}/task").Length;

    /// <summary>What its descriptors point to, such as socket:[123].</summary>
    public static IReadOnlyList<string> Descriptors(int processId) =>
    [
        .. Directory.EnumerateFileSystemEntries($"/proc/{processId}/fd")
            .Select(link => new FileInfo(link).LinkTarget).OfType<string>(),
    ];

    /// <summary>How many Unix sockets of the machine have a path below that folder, connections apart from listeners.
    /// </summary>
    public static int SocketsBelow(string folder) =>
        File.ReadLines("/proc/net/unix").Count(line => line.Contains($" {folder}/", StringComparison.Ordinal));

    /// <summary>User and system time so far, seconds.</summary>
    public static double CpuSeconds(int processId)
    {
        var text = File.ReadAllText($"/proc/{processId}/stat");
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture)
            + long.Parse(fields[12], CultureInfo.InvariantCulture)) / 100.0;
    }
}
