namespace Eval.Systems.Abstractions;

/// <summary>Marks an adapter: a class with a public constructor that takes one <see cref="SystemConfiguration"/>.
/// </summary>
/// <param name="kind">The scenario's <c>kind</c>.</param>
/// <param name="description">One line for <c>list systems</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SystemUnderTestAttribute(string kind, string description) : Attribute
{
    /// <summary>The scenario's <c>kind</c>.</summary>
    public string Kind { get; } = kind;

    /// <summary>One line for <c>list systems</c>.</summary>
    public string Description { get; } = description;

    /// <summary>Whether it also runs executables and workflows, and can send outputs elsewhere; the others run one
    /// bundled function whose outputs go to the producer.</summary>
    public bool TakesAnyFunction { get; init; }

    /// <summary>Whether the function keeps its state from event to event; else each event finds it as at the start.
    /// </summary>
    public bool KeepsState { get; init; } = true;
}
