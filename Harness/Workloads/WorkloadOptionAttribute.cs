using Eval.Harness.Model;

namespace Eval.Harness.Workloads;

/// <summary>Declares one key that scenarios may set on this workload; parsing, validation, the JSON Schema and the
/// defaults all come from here.</summary>
/// <param name="name">The key, camelCase.</param>
/// <param name="description">One line.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class WorkloadOptionAttribute(string name, string description) : Attribute
{
    /// <summary>The key, camelCase.</summary>
    public string Name { get; } = name;

    /// <summary>One line.</summary>
    public string Description { get; } = description;

    /// <summary>What the value is.</summary>
    public KeyType Type { get; init; } = KeyType.Choice;

    /// <summary>The values that a choice allows.</summary>
    public string[] Choices { get; init; } = [];

    /// <summary>The value where the key is absent, as <c>WorkloadSpec.Options</c> holds it.</summary>
    public string Default { get; init; } = "";

    /// <summary>The least value of a number (seconds, bytes or plain).</summary>
    public double Minimum { get; init; }

    /// <summary>The greatest value of a number.</summary>
    public double Maximum { get; init; } = double.MaxValue;

    internal KeyDescription Described => new(Name, Description, Type, Choices, Default, Minimum, Maximum);
}
