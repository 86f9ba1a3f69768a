using System.Text.Json.Nodes;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Quantities;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Shapes;

/// <summary>Events per second, written with the unit, within a closed range.</summary>
internal sealed record RateShape(decimal Minimum, decimal Maximum) : IShape<double>
{
    private const string Form = "a rate with its unit, such as 10/s";

    /// <inheritdoc />
    public bool TryRead(string name, Node node, ErrorList errors, out double value)
    {
        value = 0;
        if (!Expected.TryScalar(name, node, Form, errors, out var scalar))
        {
            return false;
        }

        var perSecond = RateText.ParsePerSecond(scalar.Text);
        if (perSecond >= Minimum && perSecond <= Maximum)
        {
            value = (double)perSecond;
            return true;
        }

        var range = $"from {RateText.Format(Minimum)} to {RateText.Format(Maximum)}";
        Expected.Refuse(name, node, perSecond is null ? Form : range, errors);
        return false;
    }

    /// <inheritdoc />
    public JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = $"^{RateText.Pattern}$" };
}
