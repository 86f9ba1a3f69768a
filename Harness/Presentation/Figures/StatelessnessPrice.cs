using Eval.Harness.Model;

namespace Eval.Harness.Presentation.Figures;

/// <summary>What a system takes for a stateful function, in the streams of one duration.</summary>
/// <param name="System">The system.</param>
/// <param name="Duration">Of the streams.</param>
/// <param name="Trials">How many are behind the medians.</param>
/// <param name="OverheadSeconds">Median of the processing overhead; null: no trial counts.</param>
/// <param name="Bytes">Median of the bytes moved, both ways; null: not counted.</param>
/// <param name="Requests">Median of the requests; null: not counted.</param>
/// <param name="RightShare">Streams whose every output is right, of all that ran, 0 to 1; null: none did.</param>
internal sealed record StatelessnessPrice(
    SystemSpec System,
    TimeSpan Duration,
    int Trials,
    double? OverheadSeconds,
    double? Bytes,
    double? Requests,
    double? RightShare)
{
    private const string Overhead = "processing_overhead_s";
    private const string Wrong = "output-wrong";

    /// <summary>The price in one cell of a run.</summary>
    public static StatelessnessPrice Of(Run run, SystemSpec system, TimeSpan duration)
    {
        var all = run.Measures.Where(measure => measure.Timeline.Trial.System.Name == system.Name
            && measure.Timeline.Trial.Duration == duration).ToList();
        var counted = all.Where(measure => measure.Counts).Select(measure => measure.Timeline.Consumption).ToList();
        var estimate = run.Estimates.FirstOrDefault(found => found.Metric == Overhead
            && found.System == system.Name && found.Duration == duration);
        return new StatelessnessPrice(
            system,
            duration,
            counted.Count,
            estimate?.Median,
            Middle(counted.Select(moved => (double?)(moved.BytesIn + moved.BytesOut))),
            Middle(counted.Select(moved => (double?)moved.Requests)),
            Share(all.Where(Ran).Select(IsRight).ToList()));
    }

    /// <summary>Whether the trial says something of the system: what the harness spoilt does not.</summary>
    private static bool Ran(Measure measure) => measure.Timeline.Outcome != Outcome.Rejected
        && measure.InvalidReasons.All(reason => reason.StartsWith(Wrong, StringComparison.Ordinal));

    private static bool IsRight(Measure measure) =>
        measure.Timeline is { Outcome: Outcome.Completed, Output.IsRight: true };

    private static double? Share(List<bool> right) =>
        right.Count == 0 ? null : right.Count(isRight => isRight) / (double)right.Count;

    private static double? Middle(IEnumerable<double?> values)
    {
        var sorted = values.OfType<double>().Order().ToList();
        return sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
