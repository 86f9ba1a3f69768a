using System.Text.Json.Nodes;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Shapes;

/// <summary>true or false, and none of the other words that some YAML readers take for them.</summary>
internal sealed record BooleanShape : IShape<bool>
{
    private const string Form = "true or false";

    /// <inheritdoc />
    public bool TryRead(string name, Node node, ErrorList errors, out bool value)
    {
        value = false;
        if (!Expected.TryScalar(name, node, Form, errors, out var scalar))
        {
            return false;
        }

        if (scalar is { IsPlain: true, Text: "true" or "false" })
        {
            value = scalar.Text == "true";
            return true;
        }

        Expected.Refuse(name, node, Form, errors, scalar.IsPlain ? "" : " in quotes, which is text");
        return false;
    }

    /// <inheritdoc />
    public JsonObject Schema() => new() { ["type"] = "boolean" };
}
