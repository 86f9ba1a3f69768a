namespace Eval.Harness.Model;

/// <summary>A name that scenarios may use, and the keys that come with it.</summary>
public sealed record KindDescription(string Kind, string Description, IReadOnlyList<KeyDescription> Keys);
