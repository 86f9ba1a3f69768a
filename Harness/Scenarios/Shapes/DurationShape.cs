using System.Text.Json.Nodes;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Quantities;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Shapes;

/// <summary>A time with its unit, within a closed range.</summary>
internal sealed record DurationShape(TimeSpan Minimum, TimeSpan Maximum) : IShape<TimeSpan>
{
    private const string Form = "a duration with its unit, such as 250ms, 10s or 2m";

    /// <inheritdoc />
    public bool TryRead(string name, Node node, ErrorList errors, out TimeSpan value)
    {
        value = default;
        if (!Expected.TryScalar(name, node, Form, errors, out var scalar))
        {
            return false;
        }

        if (DurationText.ParseTicks(scalar.Text) is not { } ticks)
        {
            Expected.Refuse(name, node, Form, errors);
            return false;
        }

        if (ticks < Minimum.Ticks || ticks > Maximum.Ticks)
        {
            var range = $"from {DurationText.Format(Minimum)} to {DurationText.Format(Maximum)}";
            Expected.Refuse(name, node, range, errors);
            return false;
        }

        if (!decimal.IsInteger(ticks))
        {
            Expected.Refuse(name, node, "a whole number of 100 ns", errors);
            return false;
        }

        value = TimeSpan.FromTicks((long)ticks);
        return true;
    }

    /// <inheritdoc />
    public JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = $"^{DurationText.Pattern}$" };
}
