using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Eval.Harness.Scenarios;

namespace Eval.Harness.Running;

/// <summary>
/// Runs a plan block by block. An invalid trial is planned again at its block's end, at most twice, and both rows stay;
/// a failed one is a result and is not repeated. With adaptive repetitions further blocks follow, of the cells whose
/// interval is still too wide.
/// </summary>
/// <param name="executor">Live or simulated.</param>
/// <param name="record">Keeps each timeline for good before the next trial starts.</param>
/// <param name="progress">Told after each trial that ran.</param>
public sealed class TrialLoop(ITrialExecutor executor, Action<Timeline> record, Action<TrialProgress> progress)
{
    private const int MostAttempts = 3;

    private readonly List<Measure> _measures = [];
    private Dictionary<string, Timeline> _recorded = [];

    /// <summary>Runs every trial.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; what was recorded stays.</exception>
    public Task RunAsync(TrialPlan plan, CancellationToken cancellation) => ResumeAsync(plan, [], cancellation);

    /// <summary>Runs every trial that is not recorded yet. As each decision to plan a trial follows from those before
    /// it, the run has the same trials in the end as if it had never stopped.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; what was recorded stays.</exception>
    public async Task ResumeAsync(
        TrialPlan plan, IReadOnlyList<Timeline> recorded, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _measures.Clear();
        _recorded = recorded.ToDictionary(timeline => timeline.Trial.TrialId);
        var estimate = new RemainingTime(
            [.. plan.Trials.Where(trial => !_recorded.ContainsKey(trial.TrialId))], _recorded.Count);
        foreach (var block in plan.Trials.GroupBy(trial => trial.Block))
        {
            await RunBlockAsync(block, estimate, cancellation);
        }

        for (var block = plan.Scenario.Repetitions; block < plan.Scenario.Adaptive?.Maximum; block++)
        {
            var open = TrialPlanner.Block(plan.Scenario, block).Where(trial => IsOpen(plan.Scenario, trial)).ToArray();
            if (open.Length == 0)
            {
                return;
            }

            foreach (var trial in open.Where(trial => !_recorded.ContainsKey(trial.TrialId)))
            {
                estimate.Add(trial);
            }

            await RunBlockAsync(open, estimate, cancellation);
        }
    }

    private async Task RunBlockAsync(IEnumerable<Trial> block, RemainingTime estimate, CancellationToken cancellation)
    {
        var waiting = new Queue<Trial>(block);
        while (waiting.TryDequeue(out var trial))
        {
            var isNew = !_recorded.TryGetValue(trial.TrialId, out var timeline);
            if (timeline is null)
            {
                timeline = await executor.RunAsync(trial, cancellation);
                record(timeline);
            }

            var measure = TrialAnalysis.Measure(timeline);
            _measures.Add(measure);
            estimate.Ended(trial, measure);
            if (!measure.Valid && trial.Attempt < MostAttempts)
            {
                var repeated = TrialPlanner.Again(trial);
                waiting.Enqueue(repeated);
                if (!_recorded.ContainsKey(repeated.TrialId))
                {
                    estimate.Add(repeated);
                }
            }

            if (isNew)
            {
                progress(new TrialProgress(_measures.Count, estimate.Planned, measure, estimate.Remaining));
            }
        }
    }

    private bool IsOpen(Scenario scenario, Trial trial) => scenario.Adaptive is { } adaptive
        && !Precision.IsReached(
            [
                .. _measures.Where(measure => measure.Timeline.Trial.System.Name == trial.System.Name
                    && measure.Timeline.Trial.Duration == trial.Duration),
            ],
            adaptive.Until);
}
