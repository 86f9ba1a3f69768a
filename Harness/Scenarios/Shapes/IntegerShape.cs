using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Shapes;

/// <summary>A whole number in decimal digits, within a closed range. Forms that YAML readers disagree on (010, 0x10,
/// 1_000, 1e3) are refused.</summary>
internal sealed partial record IntegerShape(decimal Minimum, decimal Maximum) : IShape<decimal>
{
    private string Expectation => Minimum == Maximum
        ? string.Create(CultureInfo.InvariantCulture, $"{Minimum}")
        : string.Create(CultureInfo.InvariantCulture, $"a whole number from {Minimum} to {Maximum}");

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
            value = decimal.Parse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            if (value >= Minimum && value <= Maximum)
            {
                return true;
            }
        }

        Expected.Refuse(name, node, Expectation, errors, Because(scalar));
        return false;
    }

    /// <inheritdoc />
    public JsonObject Schema() => new()
    {
        ["type"] = "integer",
        ["minimum"] = JsonValue.Create(Minimum),
        ["maximum"] = JsonValue.Create(Maximum),
    };

    private static string Because(ScalarNode scalar) => scalar switch
    {
        { IsPlain: false } => " in quotes, which is text",
        { Text: ['0', >= '0' and <= '9', ..] } => ", which some YAML readers take for octal",
        _ when PlainScalar.IsText(scalar.Text) || Digits().IsMatch(scalar.Text) => "",
        _ => ", which is not written in decimal digits alone",
    };

    // 28 digits fit into a decimal.
    [GeneratedRegex(@"\A(?:0|-?[1-9][0-9]{0,27})\z")]
    private static partial Regex Digits();
}
