using System.Text.Json.Nodes;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Shapes;

/// <summary>A key whose value is a mapping of further keys, read into the same draft: <c>pool: { size: 2 }</c>.
/// </summary>
/// <param name="Name">The key.</param>
/// <param name="Keys">What the mapping may hold; each may be left out.</param>
internal sealed record KeyGroup<TDraft>(string Name, IReadOnlyList<IKey<TDraft>> Keys) : IKey<TDraft>
{
    private string Members => string.Join(", ", Keys.Select(key => key.Name));

    /// <inheritdoc />
    public bool IsRequired => false;

    /// <inheritdoc />
    public void Read(Node value, TDraft draft, ErrorList errors)
    {
        if (value is MappingNode { Entries.Count: > 0 } mapping)
        {
            KeyedMapping.Read($"'{Name}'", mapping, Keys, draft, errors);
        }
        else
        {
            var because = value is MappingNode ? " without a key" : "";
            Expected.Refuse(Name, value, $"a mapping with keys of {Members}", errors, because);
        }
    }

    /// <inheritdoc />
    public JsonObject Schema()
    {
        var schema = new JsonObject { ["description"] = $"A mapping with {Members}", ["minProperties"] = 1 };
        foreach (var (keyword, value) in KeyedMapping.Schema(Keys))
        {
            schema[keyword] = value?.DeepClone();
        }

        return schema;
    }
}
