namespace Eval.Harness.Presentation.Reports;

/// <summary>One respect in which systems can differ.</summary>
/// <param name="Name">Which.</param>
/// <param name="Values">What holds for each system, in the order in which they were deployed.</param>
internal sealed record FairnessAspect(string Name, IReadOnlyList<string> Values)
{
    /// <summary>Whether the same holds for all.</summary>
    public bool IsSame => Values.Distinct().Count() <= 1;
}
