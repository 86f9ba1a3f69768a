using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Shapes;

/// <summary>A number without a unit, in decimal digits with at most three decimals, within a closed range.</summary>
internal sealed partial record NumberShape(decimal Minimum, decimal Maximum) : IShape<decimal>
{
    private string Expectation => string.Create(
        CultureInfo.InvariantCulture, $"a number from {Minimum} to {Maximum}, with at most three decimals");

    /// <inheritdoc />
    public bool TryRead(string name, Node node, ErrorList errors, out decimal value)
    {
        value = 0;
        if (!Expected.TryScalar(name, node, Expectation, errors, out var scalar))
        {
            return false;
        }

        if (scalar.IsPlain && Digits().IsMatch(scalar.Text))
        {
            value = decimal.Parse(scalar.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
            if (value >= Minimum && value <= Maximum)
            {
                return true;
            }
        }

        Expected.Refuse(name, node, Expectation, errors);
        return false;
    }

    /// <inheritdoc />
    public JsonObject Schema() => new()
    {
        ["type"] = "number",
        ["minimum"] = JsonValue.Create(Minimum),
        ["maximum"] = JsonValue.Create(Maximum),
    };

    [GeneratedRegex(@"\A(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,3})?\z")]
    private static partial Regex Digits();
}
