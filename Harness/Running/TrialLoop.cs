using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Eval.Harness.Scenarios;

namespace Eval.Harness.Running;

/// <summary>
/// Runs a plan block by block. An invalid trial is planned again at its block's end, at most twice, and both rows stay;
/// a failed one is a result and is not repeated.
/// </summary>
/// <param name="executor">Live or simulated.</param>
/// <param name="record">Keeps each timeline for good before the next trial starts.</param>
/// <param name="progress">Told after each trial.</param>
public sealed class TrialLoop(ITrialExecutor executor, Action<Timeline> record, Action<TrialProgress> progress)
{
    private const int MostAttempts = 3;

    /// <summary>Runs every trial.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; what was recorded stays.</exception>
    public async Task RunAsync(TrialPlan plan, CancellationToken cancellation)
    {
        var ended = 0;
        var estimate = new RemainingTime(plan.Trials);
        foreach (var block in plan.Trials.GroupBy(trial => trial.Block))
        {
            var waiting = new Queue<Trial>(block);
            while (waiting.TryDequeue(out var trial))
            {
                var timeline = await executor.RunAsync(trial, cancellation);
                record(timeline);
                var measure = TrialAnalysis.Measure(timeline);
                ended++;
                estimate.Ended(trial, measure);
                if (!measure.Valid && trial.Attempt < MostAttempts)
                {
                    var repeated = TrialPlanner.Again(trial);
                    waiting.Enqueue(repeated);
                    estimate.Add(repeated);
                }

                progress(new TrialProgress(ended, estimate.Planned, measure, estimate.Remaining));
            }
        }
    }
}
