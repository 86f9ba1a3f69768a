using System.Globalization;

namespace Eval.Harness.Running.Observing;

/// <summary>The share of CPU time that the hypervisor took between two looks at /proc/stat.</summary>
internal sealed class StealMeter
{
    private readonly (long Steal, long All)? _start = Read();

    /// <summary>Stolen time over all time since this meter was made, 0 to 1; null where it cannot be read.</summary>
    public double? ShareSoFar() =>
        _start is { } start && Read() is { } now && now.All > start.All
            ? (double)(now.Steal - start.Steal) / (now.All - start.All)
            : null;

    /// <summary>Field 8 of the line "cpu" (proc(5)) is steal; the first eight together are all time.</summary>
    private static (long Steal, long All)? Read()
    {
        try
        {
            var ticks = File.ReadLines("/proc/stat").First()
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Skip(1)
                .Take(8)
                .Select(field => long.Parse(field, CultureInfo.InvariantCulture))
                .ToArray();
            return (ticks[7], ticks.Sum());
        }
        catch (IOException)
        {
            return null;
        }
    }
}
