using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Quantities;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Shapes;

/// <summary>A limit of some metric, whose unit decides whether it is a duration or a plain number.</summary>
internal sealed partial record LimitShape : IShape<string>
{
    private const string Number = @"(0|[1-9][0-9]{0,11})(\.[0-9]{1,9})?";
    private const string Form = "a duration with its unit, or a plain number for a metric without one";

    /// <inheritdoc />
    public bool TryRead(string name, Node node, ErrorList errors, [NotNullWhen(true)] out string? value)
    {
        value = null;
        if (!Expected.TryScalar(name, node, Form, errors, out var scalar))
        {
            return false;
        }

        if (!IsNumber(scalar.Text) && DurationText.ParseTicks(scalar.Text) is null)
        {
            Expected.Refuse(name, node, Form, errors);
            return false;
        }

        value = scalar.Text;
        return true;
    }

    /// <summary>Whether it is a plain number.</summary>
    public static bool IsNumber(string text) => Digits().IsMatch(text);

    /// <inheritdoc />
    public JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "number", ["minimum"] = 0 },
            new JsonObject { ["type"] = "string", ["pattern"] = $"^{DurationText.Pattern}$" }),
    };

    [GeneratedRegex(@"\A" + Number + @"\z")]
    private static partial Regex Digits();
}
