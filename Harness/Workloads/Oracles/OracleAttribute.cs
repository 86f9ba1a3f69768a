namespace Eval.Harness.Workloads.Oracles;

/// <summary>Marks the oracle of a function.</summary>
/// <param name="function">The function's name.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OracleAttribute(string function) : Attribute
{
    /// <summary>The function's name.</summary>
    public string Function { get; } = function;
}
