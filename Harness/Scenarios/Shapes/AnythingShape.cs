using System.Text.Json.Nodes;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Shapes;

/// <summary>Accepts every value: for a key whose kind is unknown, so that one mistake is reported once.</summary>
internal sealed record AnythingShape : IShape<string>
{
    /// <inheritdoc />
    public bool TryRead(string name, Node node, ErrorList errors, out string value)
    {
        value = "";
        return true;
    }

    /// <inheritdoc />
    public JsonObject Schema() => [];
}
