using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Shapes;

/// <summary>A name that is safe as a folder's name everywhere.</summary>
internal sealed partial record SlugShape : IShape<string>
{
    private const string Pattern = "[a-z0-9][a-z0-9._-]{0,62}";
    private const string Expectation = "1 to 63 of the characters a-z, 0-9, '.', '_' and '-', a letter or digit first";

    /// <inheritdoc />
    public bool TryRead(string name, Node node, ErrorList errors, [NotNullWhen(true)] out string? value)
    {
        value = null;
        if (!Expected.TryScalar(name, node, Expectation, errors, out var scalar))
        {
            return false;
        }

        if (!Form().IsMatch(scalar.Text))
        {
            Expected.Refuse(name, node, Expectation, errors);
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
    public JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = $"^{Pattern}$" };

    [GeneratedRegex(@"\A" + Pattern + @"\z")]
    private static partial Regex Form();
}
