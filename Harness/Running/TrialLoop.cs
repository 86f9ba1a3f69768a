using Eval.Harness.Analysis;
using Eval.Harness.Model;

namespace Eval.Harness.Running;

/// <summary>Runs a plan, trial after trial, and leaves those alone that ended in an earlier part of the run.</summary>
/// <param name="executor">Live or simulated.</param>
/// <param name="record">Keeps each timeline for good before the next trial starts.</param>
/// <param name="progress">Told after each trial that ran.</param>
public sealed class TrialLoop(ITrialExecutor executor, Action<Timeline> record, Action<TrialProgress> progress)
{
    /// <summary>Whether nothing of the plan is left to run.</summary>
    public static bool IsDone(TrialPlan plan, IReadOnlyList<Timeline> recorded)
    {
        var ended = ById(recorded);
        var sequence = new TrialSequence(plan, _ => { });
        while (sequence.TryNext(out var trial))
        {
            if (!ended.TryGetValue(trial.TrialId, out var timeline))
            {
                return false;
            }

            sequence.Ended(TrialAnalysis.Measure(timeline));
        }

        return true;
    }

    /// <summary>Runs every trial that is not recorded yet.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; what was recorded stays.</exception>
    public async Task RunAsync(TrialPlan plan, IReadOnlyList<Timeline> recorded, CancellationToken cancellation)
    {
        var ended = ById(recorded);
        var estimate = new RemainingTime(plan.Trials, plan.Scenario.ArrivalSpan, plan.Scenario.Pause);
        var sequence = new TrialSequence(plan, estimate.Add);
        for (var count = 1; sequence.TryNext(out var trial); count++)
        {
            var isRecorded = ended.TryGetValue(trial.TrialId, out var timeline);
            if (timeline is null)
            {
                timeline = await executor.RunAsync(trial, cancellation);
                record(timeline);
            }

            var measure = TrialAnalysis.Measure(timeline);
            estimate.Ended(trial, measure);
            sequence.Ended(measure);
            if (!isRecorded)
            {
                progress(new TrialProgress(count, estimate.Planned, measure, estimate.Remaining));
            }
        }
    }

    private static Dictionary<string, Timeline> ById(IReadOnlyList<Timeline> recorded) =>
        recorded.ToDictionary(timeline => timeline.Trial.TrialId);
}
