namespace Eval.Harness.Analysis.Units;

/// <summary>Whole nanoseconds and seconds.</summary>
internal static class Duration
{
    private const double NanosecondsPerSecond = 1e9;

    /// <summary>That many nanoseconds in seconds.</summary>
    public static double Seconds(long nanoseconds) => nanoseconds / NanosecondsPerSecond;

    /// <summary>The same; null stays null.</summary>
    public static double? Seconds(long? nanoseconds) => nanoseconds / NanosecondsPerSecond;

    /// <summary>A time span in whole nanoseconds, exactly.</summary>
    public static long Nanoseconds(TimeSpan span) => span.Ticks * TimeSpan.NanosecondsPerTick;
}
