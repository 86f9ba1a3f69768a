using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Shapes;

/// <summary>One line of printable text for people. Line breaks of a folded or literal block become spaces.</summary>
/// <param name="Minimum">The least number of characters.</param>
/// <param name="Maximum">The greatest number of characters (Unicode code points).</param>
internal sealed record LineShape(int Minimum, int Maximum) : IShape<string>
{
    private string Expectation => $"{Minimum} to {Maximum} printable characters";

    /// <inheritdoc />
    public bool TryRead(string name, Node node, ErrorList errors, [NotNullWhen(true)] out string? value)
    {
        value = null;
        if (!Expected.TryScalar(name, node, Expectation, errors, out var scalar))
        {
            return false;
        }

        if (scalar.IsPlain && !PlainScalar.IsText(scalar.Text))
        {
            Expected.Refuse(name, node, "text", errors, ", which YAML takes for a number or truth value: quote it");
            return false;
        }

        var line = string.Join(' ', scalar.Text.Split('\n', StringSplitOptions.TrimEntries)).Trim();
        var length = line.EnumerateRunes().Count();
        if (length < Minimum || length > Maximum || !line.EnumerateRunes().All(Shown.IsPrintable))
        {
            Expected.Refuse(name, node, Expectation, errors);
            return false;
        }

        value = line;
        return true;
    }

    /// <inheritdoc />
    public JsonObject Schema() =>
        new() { ["type"] = "string", ["minLength"] = Minimum, ["maxLength"] = Maximum };
}
