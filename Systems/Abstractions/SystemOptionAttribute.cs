namespace Eval.Systems.Abstractions;

/// <summary>Declares one key that scenarios may set on this adapter; parsing, validation, the JSON Schema and the
/// defaults all come from here.</summary>
/// <param name="name">The key, camelCase.</param>
/// <param name="description">One line.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class SystemOptionAttribute(string name, string description) : Attribute
{
    /// <summary>The key, camelCase.</summary>
    public string Name { get; } = name;

    /// <summary>One line.</summary>
    public string Description { get; } = description;

    /// <summary>What the value is.</summary>
    public OptionType Type { get; init; } = OptionType.Choice;

    /// <summary>The values that a choice allows.</summary>
    public string[] Choices { get; init; } = [];

    /// <summary>The value where the key is absent, as <see cref="SystemConfiguration.Options"/> holds it.</summary>
    public string Default { get; init; } = "";

    /// <summary>The least value of a number (seconds, bytes or plain).</summary>
    public double Minimum { get; init; }

    /// <summary>The greatest value of a number.</summary>
    public double Maximum { get; init; } = double.MaxValue;
}
