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

    private Digits Digits => new(Form(), "integer", Minimum, Maximum);

    /// <inheritdoc />
    public bool TryRead(string name, Node node, ErrorList errors, out decimal value) =>
        Digits.TryRead(name, node, Expectation, Because, errors, out value);

    /// <inheritdoc />
    public JsonObject Schema() => Digits.Schema();

    private static string Because(ScalarNode scalar) => scalar switch
    {
        { IsPlain: false } => " in quotes, which is text",
        { Text: ['0', >= '0' and <= '9', ..] } => ", which some YAML readers take for octal",
        _ when PlainScalar.IsText(scalar.Text) || Form().IsMatch(scalar.Text) => "",
        _ => ", which is not written in decimal digits alone",
    };

    [GeneratedRegex(@"\A(?:0|-?[1-9][0-9]{0,27})\z")]
    private static partial Regex Form();
}
