using System.Globalization;

namespace Eval.Systems.Sandboxes;

/// <summary>How a process ended, and what it had used.</summary>
/// <param name="ExitCode">What it returned, or null where a signal ended it, or nobody saw its end.</param>
/// <param name="Signal">The signal that ended it, or null where it returned.</param>
/// <param name="CpuSeconds">User and system time from wait4(2), seconds, its reaped children included.</param>
/// <param name="PeakRssBytes">The largest resident set at the last look that was taken at it alive
/// (<see cref="SandboxedProcess.SamplePeakRss"/>; a kill looks), bytes; null where it was never looked at.</param>
/// <param name="ExitedNs">When its end was seen, MonotonicClock nanoseconds.</param>
/// <param name="ErrorText">The last of what it wrote to standard error, at most 4 KiB.</param>
public sealed record ProcessExit(
    int? ExitCode, int? Signal, double CpuSeconds, long? PeakRssBytes, long ExitedNs, string ErrorText)
{
    /// <summary>Whether it was killed because the box was over its memory limit.</summary>
    public bool OutOfMemory { get; init; }

    /// <summary>The end in words, such as <c>killed by signal 9</c>, with its last error output.</summary>
    public string Describe()
    {
        var end = OutOfMemory ? "out of memory: over the limit of its box"
            : Signal is { } signal ? string.Create(CultureInfo.InvariantCulture, $"killed by signal {signal}")
            : ExitCode is { } code ? string.Create(CultureInfo.InvariantCulture, $"exited with code {code}")
            : "its end was not seen";
        return ErrorText.Length == 0 ? end : $"{end}: {ErrorText}";
    }
}
