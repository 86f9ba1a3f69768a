using System.Globalization;
using System.Text.RegularExpressions;

namespace Eval.Harness.Scenarios.Quantities;

/// <summary>Durations as scenarios write them: <c>100us</c>, <c>250ms</c>, <c>10s</c>, <c>1.5s</c>, <c>2m</c>,
/// <c>1h</c>. Their grain is the tick, 100 ns.</summary>
internal static partial class DurationText
{
    /// <summary>The form, for the reader and for the JSON Schema alike.</summary>
    public const string Pattern = @"(0|[1-9][0-9]{0,11})(\.[0-9]{1,9})?(us|ms|s|m|h)";

    /// <summary>The exact number of ticks, which may be fractional or beyond any TimeSpan; null where the text has
    /// another form.</summary>
    public static decimal? ParseTicks(string text)
    {
        if (Form().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var digits = match.Groups[1].Value + match.Groups[2].Value;
        var number = decimal.Parse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return number * match.Groups[3].Value switch
        {
            "us" => TimeSpan.TicksPerMicrosecond,
            "ms" => TimeSpan.TicksPerMillisecond,
            "s" => TimeSpan.TicksPerSecond,
            "m" => TimeSpan.TicksPerMinute,
            _ => TimeSpan.TicksPerHour,
        };
    }

    /// <summary>The shortest exact form in whole hours (from two), seconds, milliseconds, else microseconds.</summary>
    public static string Format(TimeSpan duration) => duration.Ticks switch
    {
        >= TimeSpan.TicksPerHour * 2 and var ticks when ticks % TimeSpan.TicksPerHour == 0 =>
            Format(ticks, TimeSpan.TicksPerHour, "h"),
        var ticks when ticks % TimeSpan.TicksPerSecond == 0 => Format(ticks, TimeSpan.TicksPerSecond, "s"),
        var ticks when ticks % TimeSpan.TicksPerMillisecond == 0 => Format(ticks, TimeSpan.TicksPerMillisecond, "ms"),
        var ticks => Format(ticks, TimeSpan.TicksPerMicrosecond, "us"),
    };

    private static string Format(decimal ticks, long unit, string name) =>
        string.Create(CultureInfo.InvariantCulture, $"{ticks / unit:0.#}{name}");

    [GeneratedRegex(@"\A" + Pattern + @"\z")]
    private static partial Regex Form();
}
