using Eval.Harness.Scenarios.Errors;

namespace Eval.Harness.Scenarios.Yaml;

/// <summary>A piece of a YAML document and where it begins.</summary>
internal abstract record Node(Position At);

/// <summary>One word or text.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Text">Its text, unescaped.</param>
/// <param name="IsPlain">Without quotes, so that YAML may read a number, a truth value or nothing into it.</param>
internal sealed record ScalarNode(Position At, string Text, bool IsPlain) : Node(At)
{
    /// <summary>An absent value: empty, <c>~</c> or <c>null</c> without quotes.</summary>
    public bool IsNull => IsPlain && Text is ("" or "~" or "null" or "Null" or "NULL");
}

/// <summary>A list.</summary>
internal sealed record SequenceNode(Position At, IReadOnlyList<Node> Items) : Node(At);

/// <summary>Keys and values, each key once.</summary>
internal sealed record MappingNode(Position At, IReadOnlyList<MappingEntry> Entries) : Node(At);

/// <summary>One key with its value.</summary>
internal sealed record MappingEntry(string Key, Position At, Node Value);

/// <summary>What is here has been reported already; there is nothing more to say of it.</summary>
internal sealed record BrokenNode(Position At) : Node(At);
