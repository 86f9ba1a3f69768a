using Eval.Harness.Model;

namespace Eval.Harness.Simulating.Calibration;

/// <summary>The trials of a measured run in two parts: a model is fitted to one, the other says whether it predicts.
/// Fitted are the even repetitions of the shortest and the longest duration; every duration in between is new to the
/// model.</summary>
/// <param name="Fitted">Those to fit to.</param>
/// <param name="Left">Those to predict.</param>
/// <param name="FittedDurations">The durations of the first.</param>
public sealed record HoldOut(
    IReadOnlyList<Measure> Fitted, IReadOnlyList<Measure> Left, IReadOnlyCollection<TimeSpan> FittedDurations)
{
    private const int FewestDurations = 2;

    /// <summary>Divides the trials that count.</summary>
    /// <exception cref="FormatException">There are fewer than two durations or repetitions.</exception>
    public static HoldOut Of(IEnumerable<Measure> measures)
    {
        var counting = measures.Where(measure => measure.Counts).ToArray();
        var durations = counting.Select(measure => measure.Timeline.Trial.Duration).Distinct().Order().ToArray();
        if (durations.Length < FewestDurations)
        {
            throw new FormatException("a check needs valid, completed trials of two durations or more");
        }

        TimeSpan[] ends = [durations[0], durations[^1]];
        var parts = counting.ToLookup(measure => ends.Contains(measure.Timeline.Trial.Duration)
            && measure.Timeline.Trial.Repetition % 2 == 0);
        return parts[true].Any() && parts[false].Any()
            ? new HoldOut([.. parts[true]], [.. parts[false]], ends)
            : throw new FormatException("a check needs valid, completed trials of two repetitions or more");
    }
}
