using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using Eval.Harness.Model;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Quantities;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Shapes;

/// <summary>A key that a workload or system declares, kept as text: durations in seconds, sizes in bytes, invariant.
/// </summary>
internal sealed record OptionShape(KeyDescription Key) : IShape<string>
{
    // The greatest double below 2^63 − 1, and the longest duration of which seconds are exact: about 31,700 years.
    private const double MaximumLong = 9.2e18;
    private const double MaximumSeconds = 9e11;
    private const int LongestText = 255;

    /// <inheritdoc />
    public bool TryRead(string name, Node node, ErrorList errors, [NotNullWhen(true)] out string? value)
    {
        switch (Key.Type)
        {
            case KeyType.Choice:
                return Choice.TryRead(name, node, errors, out value);
            case KeyType.Integer:
                return Text(Integer.TryRead(name, node, errors, out var integer), integer, out value);
            case KeyType.Duration:
                var isDuration = Duration.TryRead(name, node, errors, out var duration);
                return Text(isDuration, (decimal)duration.Ticks / TimeSpan.TicksPerSecond, out value);
            case KeyType.Size:
                return Text(Size.TryRead(name, node, errors, out var bytes), bytes, out value);
            case KeyType.Rate:
                return Text(Rate.TryRead(name, node, errors, out var rate), (decimal)rate, out value);
            case KeyType.Number:
                return Text(Number.TryRead(name, node, errors, out var number), number, out value);
            case KeyType.Boolean:
                var isTruth = Boolean.TryRead(name, node, errors, out var truth);
                value = isTruth ? Word(truth) : null;
                return isTruth;
            default:
                return Free.TryRead(name, node, errors, out value);
        }
    }

    /// <inheritdoc />
    public JsonObject Schema() => Key.Type switch
    {
        KeyType.Choice => Choice.Schema(),
        KeyType.Integer => Integer.Schema(),
        KeyType.Duration => Duration.Schema(),
        KeyType.Size => Size.Schema(),
        KeyType.Number => Number.Schema(),
        KeyType.Rate => Rate.Schema(),
        KeyType.Boolean => Boolean.Schema(),
        _ => Free.Schema(),
    };

    /// <summary>The default as a scenario would write it; null where the file must give the key.</summary>
    public string? DefaultText() => Key.Default.Length == 0 ? null : Key.Type switch
    {
        KeyType.Duration => DurationText.Format(TimeSpan.FromTicks(Ticks(Key.Default))),
        KeyType.Size => SizeText.Format(long.Parse(Key.Default, CultureInfo.InvariantCulture)),
        KeyType.Rate => RateText.Format(decimal.Parse(Key.Default, CultureInfo.InvariantCulture)),
        _ => Key.Default,
    };

    private static BooleanShape Boolean { get; } = new();

    private ChoiceShape Choice => new(Key.Name, Key.Choices);

    private IntegerShape Integer => new(Whole(Key.Minimum), Whole(Key.Maximum));

    private SizeShape Size => new(Whole(Key.Minimum), Whole(Key.Maximum));

    private DurationShape Duration => new(Time(Key.Minimum), Time(Key.Maximum));

    private NumberShape Number => new((decimal)Key.Minimum, (decimal)Math.Min(Key.Maximum, MaximumSeconds));

    private RateShape Rate => new((decimal)Key.Minimum, (decimal)Math.Min(Key.Maximum, MaximumSeconds));

    private TextShape Free => new(Key.Text.Pattern, Key.Text.Form, LongestText);

    private static string Word(bool truth) => truth ? "true" : "false";

    private static long Whole(double number) => (long)Math.Clamp(number, -MaximumLong, MaximumLong);

    private static long Ticks(string seconds) =>
        (long)(decimal.Parse(seconds, CultureInfo.InvariantCulture) * TimeSpan.TicksPerSecond);

    private static TimeSpan Time(double seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, 0, MaximumSeconds));

    private static bool Text(bool isRead, decimal number, [NotNullWhen(true)] out string? value)
    {
        value = isRead ? number.ToString("0.#########", CultureInfo.InvariantCulture) : null;
        return isRead;
    }
}
