using System.Globalization;
using Eval.Systems.Sdk;

namespace Eval.Harness.Running.Observing;

/// <summary>The share of time in which some task waited for a CPU, between two looks at /proc/pressure/cpu.</summary>
internal sealed class PressureMeter
{
    private const string Source = "/proc/pressure/cpu";
    private const string Total = "total=";

    private readonly (long StalledNs, long NowNs)? _start = Read();

    /// <summary>Stalled time over all time since this meter was made, 0 to 1; null where it cannot be read.</summary>
    public double? ShareSoFar() =>
        _start is { } start && Read() is { } now && now.NowNs > start.NowNs
            ? Math.Clamp((double)(now.StalledNs - start.StalledNs) / (now.NowNs - start.NowNs), 0, 1)
            : null;

    /// <summary>The total of a line such as <c>some avg10=0.00 avg60=0.00 avg300=0.00 total=12345</c>, microseconds, in
    /// nanoseconds; null where the line has none.</summary>
    internal static long? StalledNs(string line)
    {
        var field = line.Split(' ').LastOrDefault(part => part.StartsWith(Total, StringComparison.Ordinal));
        return long.TryParse(
            field?[Total.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds)
            ? microseconds * 1_000
            : null;
    }

    private static (long StalledNs, long NowNs)? Read()
    {
        try
        {
            var line = File.ReadLines(Source).FirstOrDefault("");
            return StalledNs(line) is { } stalledNs ? (stalledNs, MonotonicClock.NowNs) : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
