using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Shapes;

/// <summary>A mapping with fixed keys.</summary>
/// <param name="What">What it is, for the message on a missing key.</param>
/// <param name="Keys">What it may hold.</param>
internal sealed record RecordShape<TDraft>(string What, IReadOnlyList<IKey<TDraft>> Keys) : IShape<TDraft>
    where TDraft : new()
{
    /// <inheritdoc />
    public bool TryRead(string name, Node node, ErrorList errors, [NotNullWhen(true)] out TDraft? value)
    {
        value = default;
        if (node is not MappingNode mapping)
        {
            Expected.Refuse(name, node, $"a mapping with {string.Join(", ", Keys.Select(key => key.Name))}", errors);
            return false;
        }

        value = new TDraft();
        KeyedMapping.Read($"this {What}", mapping, Keys, value, errors);
        return true;
    }

    /// <inheritdoc />
    public JsonObject Schema() => KeyedMapping.Schema(Keys);
}
