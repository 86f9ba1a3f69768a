namespace Eval.Systems.Abstractions;

/// <summary>Declares that values which are right one by one make no sense together. Conditions are written as those of
/// <see cref="SystemOptionAttribute.OnlyIf"/>; beside the adapter's keys they may name function (name, executable),
/// stages (one, several), stateful (yes, no), keyed (yes, no) and output (producer, none, nats) of the scenario.
/// </summary>
/// <param name="when">Where this holds, or all of several conditions joined by <c>&amp;</c> …</param>
/// <param name="needs">… this must hold too.</param>
/// <param name="because">Why, as half a sentence.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class SystemRuleAttribute(string when, string needs, string because) : Attribute
{
    /// <summary>Where this holds …</summary>
    public string When { get; } = when;

    /// <summary>… this must hold too.</summary>
    public string Needs { get; } = needs;

    /// <summary>Why, as half a sentence.</summary>
    public string Because { get; } = because;
}
