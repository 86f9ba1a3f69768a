using Eval.Harness.Model;

namespace Eval.Harness.Running;

/// <summary>How long a plan takes, before anything of it has run.</summary>
/// <param name="Least">Streams and pauses alone.</param>
/// <param name="Expected">With a second for each trial to start, drain and be taken down; deployments and compilations
/// apart.</param>
/// <param name="Most">The same where every cell takes all the repetitions that it may; without adaptive repetitions as
/// expected.</param>
public sealed record PlanTime(TimeSpan Least, TimeSpan Expected, TimeSpan Most)
{
    /// <summary>The times of that plan.</summary>
    public static PlanTime Of(TrialPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var scenario = plan.Scenario;
        var least = plan.Trials.Sum(trial => (trial.Duration + scenario.ArrivalSpan + scenario.Pause).TotalSeconds);
        var expected = least + (plan.Trials.Count * RemainingTime.AssumedSeconds);
        var most = scenario.Adaptive is { } adaptive ? expected * adaptive.Maximum / scenario.Repetitions : expected;
        return new PlanTime(TimeSpan.FromSeconds(least), TimeSpan.FromSeconds(expected), TimeSpan.FromSeconds(most));
    }
}
