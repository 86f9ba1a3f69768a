using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Figures;

/// <summary>One system with a number of shards at one duration.</summary>
/// <param name="System">The system.</param>
/// <param name="Series">The line that it belongs to: what differs in nothing but the number of shards.</param>
/// <param name="Estimate">Its overhead.</param>
/// <param name="ThroughputPerSecond">Events processed from t1 to t2 per second; null without a valid trial.</param>
/// <param name="Right">Outputs that were right, in all valid trials.</param>
/// <param name="Checked">Outputs that were expected in them.</param>
internal sealed record ShardCell(
    SystemSpec System, string Series, Estimate Estimate, double? ThroughputPerSecond, long Right, long Checked)
{
    /// <summary>What the picture has to say of it in words.</summary>
    public string Words => Estimate.Median switch
    {
        null => BarCell.NoValidTrial,
        <= 0 => "≤ 0",
        _ when Right < Checked => $"{Checked - Right} outputs wrong",
        _ => "",
    };

    /// <summary>The cell of that estimate.</summary>
    public static ShardCell Of(Run run, SystemSpec system, Estimate estimate)
    {
        var trials = run.Measures.Where(measure => measure.Counts
            && measure.Timeline.Trial.System.Name == system.Name
            && measure.Timeline.Trial.Duration == estimate.Duration).ToList();
        var label = $"{system.Name.Split('[')[0]} by {system.Option("shards.by")}";
        return new ShardCell(
            system,
            run.Scenario.Durations.Count > 1 ? $"{label}, {Numbers.Duration(estimate.Duration)}" : label,
            estimate,
            Middle([.. trials.Where(trial => trial.T2Ns > trial.T1Ns)
                .Select(trial => trial.Timeline.Events.Count / ((trial.T2Ns!.Value - trial.T1Ns!.Value) * 1e-9))]),
            trials.Sum(trial => (long)(trial.Timeline.Output?.Matching ?? 0)),
            trials.Sum(trial => (long)(trial.Timeline.Output?.Expected ?? 0)));
    }

    /// <summary>The median: the middle value, or the mean of the two middle ones; null of nothing.</summary>
    private static double? Middle(List<double> values)
    {
        values.Sort();
        return values.Count == 0 ? null : (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
    }
}
