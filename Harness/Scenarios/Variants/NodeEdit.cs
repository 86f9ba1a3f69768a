using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Variants;

/// <summary>Changes of what a file says, before it is read.</summary>
internal static class NodeEdit
{
    /// <summary>The mapping with that value at that path of keys; mappings on the way are made where they are missing.
    /// </summary>
    public static MappingNode Set(MappingNode mapping, IReadOnlyList<string> path, Node value)
    {
        var before = mapping.Entries.FirstOrDefault(entry => entry.Key == path[0]);
        var inner = path.Count == 1
            ? value
            : Set(before?.Value as MappingNode ?? new MappingNode(value.At, []), [.. path.Skip(1)], value);
        var after = new MappingEntry(path[0], value.At, inner);
        return mapping with
        {
            Entries = before is null
                ? [.. mapping.Entries, after]
                : [.. mapping.Entries.Select(entry => entry == before ? after : entry)],
        };
    }

    /// <summary>The value of a key, or null.</summary>
    public static Node? Get(MappingNode mapping, string key) =>
        mapping.Entries.FirstOrDefault(entry => entry.Key == key)?.Value;
}
