namespace Eval.Systems.Abstractions;

/// <summary>Declares one key that scenarios may set on this adapter; parsing, validation, the JSON Schema and the
/// defaults all come from here.</summary>
/// <param name="name">The key, camelCase; with a dot where it stands in a mapping of its own: <c>pool.size</c>.</param>
/// <param name="description">One line.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class SystemOptionAttribute(string name, string description) : Attribute
{
    /// <summary>The key, camelCase, with a dot where it stands in a mapping of its own.</summary>
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

    /// <summary>Whether a scenario may leave the key out though it has no default; it is then absent.</summary>
    public bool IsOptional { get; init; }

    /// <summary>What a text must match as a whole, as a regular expression.</summary>
    public string Pattern { get; init; } = ".*";

    /// <summary>How a message describes that form.</summary>
    public string Form { get; init; } = "text";

    /// <summary>Conditions <c>key=value|value</c> (<c>key=</c>: absent, <c>key=*</c>: given; <c>key=value or
    /// key=value</c>: one is enough) on other keys; where one does not hold, this key has no effect: giving it is a
    /// mistake, and it has no value.</summary>
    public string[] OnlyIf { get; init; } = [];
}
