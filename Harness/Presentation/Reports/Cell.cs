using Eval.Harness.Model;

namespace Eval.Harness.Presentation.Reports;

/// <summary>One system at one duration, with all its trials; of sessions with all their streams.</summary>
internal sealed record Cell(SystemSpec System, TimeSpan Duration, IReadOnlyList<Measure> Trials)
{
    /// <summary>The trials that count in estimates.</summary>
    public IEnumerable<Measure> Counting => Trials.Where(trial => trial.Counts);

    /// <summary>Some stamps are of the boundary, so that metrics are upper bounds.</summary>
    public bool IsUpperBound => Trials.Any(trial => !trial.Timeline.Promises.StampsInFunction);

    /// <summary>All cells, shortest duration first, systems in the scenario's order.</summary>
    public static IReadOnlyList<Cell> Of(Run run) =>
    [
        .. from duration in run.Scenario.Durations.Distinct().Order()
           from system in run.Scenario.Systems
           select new Cell(system, duration,
           [
               .. run.Streams.Where(measure => measure.Timeline.Trial.Duration == duration
                   && measure.Timeline.Trial.System.Name == system.Name),
           ]),
    ];

    /// <summary>The cell's estimate of a metric, if the run has one.</summary>
    public Estimate? Estimate(Run run, string metric) => run.Estimates.FirstOrDefault(estimate =>
        estimate.Metric == metric && estimate.System == System.Name && estimate.Duration == Duration);
}
