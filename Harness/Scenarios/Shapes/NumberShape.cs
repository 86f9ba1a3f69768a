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

    private Digits Digits => new(Form(), "number", Minimum, Maximum);

    /// <inheritdoc />
    public bool TryRead(string name, Node node, ErrorList errors, out decimal value) =>
        Digits.TryRead(name, node, Expectation, _ => "", errors, out value);

    /// <inheritdoc />
    public JsonObject Schema() => Digits.Schema();

    [GeneratedRegex(@"\A(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,3})?\z")]
    private static partial Regex Form();
}
