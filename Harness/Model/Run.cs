namespace Eval.Harness.Model;

/// <summary>A run reduced: what every table and figure is made from.</summary>
/// <param name="Manifest">What it was.</param>
/// <param name="Scenario">What was asked.</param>
/// <param name="Measures">Every trial, in the order in which they ran.</param>
/// <param name="Estimates">Every metric of every cell.</param>
/// <param name="Comparisons">Every pair of systems.</param>
public sealed record Run(
    RunManifest Manifest,
    Scenario Scenario,
    IReadOnlyList<Measure> Measures,
    IReadOnlyList<Estimate> Estimates,
    IReadOnlyList<Comparison> Comparisons)
{
    /// <summary>The scenario's thresholds, cell by cell.</summary>
    public IReadOnlyList<ExpectationResult> Expectations { get; init; } = [];

    /// <summary>Every stream: of a session each of its own, else the trial itself; the rows of the raw
    /// tables.</summary>
    public IEnumerable<Measure> Streams => Measures.SelectMany(
        measure => measure.Streams.Count > 0 ? measure.Streams : [measure]);

    /// <summary>Sessions of many streams at once, whose streams have no rows of their own; none: one stream a trial.
    /// </summary>
    public IReadOnlyList<FleetAggregate> Fleets { get; init; } = [];
}
