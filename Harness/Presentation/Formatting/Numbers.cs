using System.Globalization;

namespace Eval.Harness.Presentation.Formatting;

/// <summary>Numbers for people: three significant digits, units beside them, a dot whatever the machine's culture.
/// Files for programs use <see cref="Exact"/>.</summary>
public static class Numbers
{
    /// <summary>What stands where there is no value.</summary>
    public const string Missing = "-";

    private const double LeastWithFourDecimals = 0.001;

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>The shortest text that reads back as the same double.</summary>
    public static string Exact(double value) => value.ToString("R", Invariant);

    /// <summary>A time of this many seconds: 380 us, 12.3 ms, 1.23 s, 65.4 s; the sign stays.</summary>
    public static string Seconds(double? seconds) => seconds is not { } value ? Missing : Math.Abs(value) switch
    {
        0 => "0 s",
        < 0.9995e-3 => Significant(value * 1e6) + " us",
        < 0.9995 => Significant(value * 1e3) + " ms",
        _ => Significant(value) + " s",
    };

    /// <summary>A time in milliseconds, without its unit, for columns that name it; to the microsecond.</summary>
    public static string Milliseconds(double? seconds) => seconds switch
    {
        null => Missing,
        > -0.5e-6 and < 0.5e-6 => "0",
        { } value => Significant(value * 1e3, mostDecimals: 3),
    };

    /// <summary>A ratio between 0 and 1 with the paper's four decimals, or two significant digits where those would say
    /// nothing.</summary>
    public static string Ratio(double? ratio) => ratio switch
    {
        null => Missing,
        > 0 and < LeastWithFourDecimals => double.Parse(ratio.Value.ToString("E1", Invariant), Invariant)
            .ToString("0.########", Invariant),
        _ => ratio.Value.ToString("F4", Invariant),
    };

    /// <summary>A nominal duration: 10 s, 0.5 s.</summary>
    public static string Duration(TimeSpan duration) => Exact(duration.TotalSeconds) + " s";

    /// <summary>Yes or no, where it is known.</summary>
    public static string YesNo(bool? value) => value switch { true => "yes", false => "no", null => Missing };

    /// <summary>A share between 0 and 1 in percent.</summary>
    public static string Percent(double? share) =>
        share is { } value ? (value * 100).ToString("0.#", Invariant) + " %" : Missing;

    /// <summary>Three significant digits, never in scientific notation: 0.0363, 1.23, 65.4, 2635.</summary>
    public static string Significant(double value, int mostDecimals = 15)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return value == 0 ? "0" : Exact(value);
        }

        // Rounding first, since 9.996 has another number of digits before the dot than 10.0.
        var rounded = double.Parse(value.ToString("E2", Invariant), Invariant);
        var magnitude = (int)Math.Floor(Math.Log10(Math.Abs(rounded)));
        var decimals = Math.Clamp(2 - magnitude, 0, mostDecimals);
        return value.ToString("F" + decimals.ToString(Invariant), Invariant);
    }
}
