using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Shapes;

/// <summary>A text of a given form.</summary>
/// <param name="Pattern">What it must match as a whole.</param>
/// <param name="Form">The same in words.</param>
/// <param name="Longest">The most characters.</param>
internal sealed record TextShape(string Pattern, string Form, int Longest) : IShape<string>
{
    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public bool TryRead(string name, Node node, ErrorList errors, [NotNullWhen(true)] out string? value)
    {
        value = null;
        if (!Expected.TryScalar(name, node, Form, errors, out var scalar))
        {
            return false;
        }

        if (scalar.Text.Length > Longest || !IsMatch(scalar.Text))
        {
            Expected.Refuse(name, node, Form, errors);
            return false;
        }

        if (scalar.IsPlain && !PlainScalar.IsText(scalar.Text))
        {
            Expected.Refuse(name, node, "text", errors, ", which YAML takes for a number or truth value: quote it");
            return false;
        }

        value = scalar.Text;
        return true;
    }

    /// <inheritdoc />
    public JsonObject Schema() =>
        new() { ["type"] = "string", ["maxLength"] = Longest, ["pattern"] = $"^{Pattern}$" };

    private bool IsMatch(string text) =>
        Regex.IsMatch(text, $@"\A(?:{Pattern})\z", RegexOptions.CultureInvariant, MatchLimit);
}
