using Eval.Harness.Scenarios.Errors;

namespace Eval.Harness.Scenarios.Yaml;

/// <summary>A list or mapping whose end has not been read yet.</summary>
internal sealed record OpenNode(Position At, bool IsMapping)
{
    /// <summary>A list's items; a mapping's keys and values in turn.</summary>
    public List<Node> Children { get; } = [];

    /// <summary>The finished node; keys that are no words or come twice are reported and left out.</summary>
    public Node Close(ErrorList errors)
    {
        if (!IsMapping)
        {
            return new SequenceNode(At, Children);
        }

        var entries = new Dictionary<string, MappingEntry>(StringComparer.Ordinal);
        for (var index = 0; index + 1 < Children.Count; index += 2)
        {
            if (Children[index] is ScalarNode key)
            {
                var entry = new MappingEntry(key.Text, key.At, Children[index + 1]);
                if (!entries.TryAdd(key.Text, entry))
                {
                    var first = entries[key.Text].At.Line;
                    errors.Add(key.At, $"duplicate key {Shown.Quoted(key.Text)}; it is on line {first} already");
                }
            }
            else if (Children[index] is not BrokenNode)
            {
                errors.Add(Children[index].At, "a key must be a word, not a list or a mapping");
            }
        }

        return new MappingNode(At, [.. entries.Values]);
    }
}
