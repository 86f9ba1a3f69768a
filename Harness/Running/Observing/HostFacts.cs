using System.Globalization;
using System.Runtime.InteropServices;

namespace Eval.Harness.Running.Observing;

/// <summary>What a reader must know of the machine; a fact that cannot be read is left out.</summary>
public static class HostFacts
{
    /// <summary>The one-minute load average, or null.</summary>
    public static double? LoadAverage() =>
        FirstLine("/proc/loadavg") is { } line
            ? double.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture)
            : null;

    /// <summary>Name and value of each fact, now.</summary>
    public static IReadOnlyDictionary<string, string> Read()
    {
        var facts = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["os"] = RuntimeInformation.OSDescription,
            ["architecture"] = RuntimeInformation.OSArchitecture.ToString(),
            ["cores"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
        };
        Add(facts, "cpu", Field("/proc/cpuinfo", "model name"));
        Add(facts, "memory", Field("/proc/meminfo", "MemTotal"));
        Add(facts, "memory_available", Field("/proc/meminfo", "MemAvailable"));
        Add(facts, "kernel", FirstLine("/proc/sys/kernel/osrelease"));
        Add(facts, "load_average", FirstLine("/proc/loadavg"));
        Add(facts, "cgroup", FirstLine("/proc/self/cgroup"));
        Add(facts, "cpu_pressure", FirstLine("/proc/pressure/cpu"));
        return facts;
    }

    private static void Add(SortedDictionary<string, string> facts, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            facts[name] = value.Trim();
        }
    }

    private static string? Field(string file, string name) =>
        Lines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[^1];

    private static string? FirstLine(string file) => Lines(file).FirstOrDefault();

    private static string[] Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
