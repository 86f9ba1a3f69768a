using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Shapes;

/// <summary>What all numbers have in common: decimal digits in a form of their own, within a closed range.</summary>
/// <param name="Form">The digits that are allowed; at most 28, which fit into a decimal.</param>
/// <param name="JsonType">"integer" or "number".</param>
/// <param name="Minimum">The least value.</param>
/// <param name="Maximum">The greatest value.</param>
internal readonly record struct Digits(Regex Form, string JsonType, decimal Minimum, decimal Maximum)
{
    /// <summary>Reads one, or appends why it is none.</summary>
    /// <param name="name">Its key.</param>
    /// <param name="node">What is there.</param>
    /// <param name="expectation">What should be there.</param>
    /// <param name="because">Adds to a refusal what is wrong with a word.</param>
    /// <param name="errors">Gets the refusal.</param>
    /// <param name="value">The number; 0 where there is none.</param>
    public bool TryRead(
        string name, Node node, string expectation, Func<ScalarNode, string> because, ErrorList errors,
        out decimal value)
    {
        value = 0;
        if (!Expected.TryScalar(name, node, expectation, errors, out var scalar))
        {
            return false;
        }

        if (scalar.IsPlain && Form.IsMatch(scalar.Text))
        {
            value = decimal.Parse(
                scalar.Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture);
            if (value >= Minimum && value <= Maximum)
            {
                return true;
            }
        }

        Expected.Refuse(name, node, expectation, errors, because(scalar));
        return false;
    }

    /// <summary>As JSON Schema.</summary>
    public JsonObject Schema() => new()
    {
        ["type"] = JsonType,
        ["minimum"] = JsonValue.Create(Minimum),
        ["maximum"] = JsonValue.Create(Maximum),
    };
}
