namespace Eval.Harness.Model;

/// <summary>Keys that are right one by one and make no sense together.</summary>
/// <param name="When">Where all of this holds …</param>
/// <param name="Needs">… this must hold too.</param>
/// <param name="Because">Why, as half a sentence.</param>
public sealed record KeyRule(IReadOnlyList<KeyCondition> When, KeyCondition Needs, string Because);
