using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Shapes;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Keys;

/// <summary>How many streams come at once: a kind of arrivals, and the keys of that kind.</summary>
internal sealed record FleetShape : IShape<FleetDraft>
{
    /// <inheritdoc />
    public bool TryRead(string name, Node node, ErrorList errors, [NotNullWhen(true)] out FleetDraft? value)
    {
        value = null;
        if (node is not MappingNode mapping)
        {
            Expected.Refuse(name, node, "a mapping such as { kind: poisson, rate: 5/s, streams: 1000 }", errors);
            return false;
        }

        var text = mapping.Entries.FirstOrDefault(entry => entry.Key == "kind")?.Value as ScalarNode;
        value = new FleetDraft();
        KeyedMapping.Read(
            "this fleet", mapping, FleetKeys.Of(FleetKeys.Kinds.FirstOrDefault(kind => kind == text?.Text)),
            value, errors);
        return true;
    }

    /// <inheritdoc />
    public JsonObject Schema() => new()
    {
        ["oneOf"] = new JsonArray([.. FleetKeys.Kinds.Select(kind => KeyedMapping.Schema(FleetKeys.Of(kind)))]),
    };
}
