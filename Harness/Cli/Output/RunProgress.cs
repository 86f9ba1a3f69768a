using System.Globalization;
using Eval.Harness.Cli.Exits;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;
using Eval.Harness.Running;

namespace Eval.Harness.Cli.Output;

/// <summary>Progress as lines on standard error: they read the same in a terminal, a file and a CI log.</summary>
/// <param name="errors">Where they go.</param>
/// <param name="isVirtual">Whether trials take virtual time, which says nothing of how long one waits for them.</param>
internal sealed class RunProgress(TextWriter errors, bool isVirtual = false)
{
    /// <summary>Any step before or after the trials.</summary>
    public void Say(string message) => errors.WriteLine(message);

    /// <summary>Interrupted between two sessions, of which those that have ended are kept: the exit code.</summary>
    public int Interrupted(string folder)
    {
        errors.WriteLine($"interrupted: the sessions that have ended are kept; `resume {folder}` goes on");
        return ExitCode.Interrupted;
    }

    /// <summary>A trial has ended.</summary>
    public void Trial(TrialProgress progress)
    {
        var latest = progress.Latest;
        var trial = latest.Timeline.Trial;
        var what = string.Create(
            CultureInfo.InvariantCulture,
            $"[{progress.Ended}/{progress.Planned}] {trial.System.Name} {trial.Duration.TotalSeconds:0.###}s");
        errors.WriteLine($"{what}: {Verdict(latest)}{Remaining(progress)}");
    }

    private static string Verdict(Measure measure)
    {
        if (!measure.Valid)
        {
            return $"invalid ({string.Join("; ", measure.InvalidReasons)})";
        }

        return measure.Timeline.Outcome == Outcome.Completed
            ? $"{Streams(measure)}penalty {Numbers.Ratio(measure.ColdStartPenalty)}, "
                + $"overhead {Numbers.Seconds(measure.ProcessingOverheadSeconds)}"
            : $"{measure.Timeline.Outcome} ({measure.Timeline.OutcomeReason})".ToLowerInvariant();
    }

    private static string Streams(Measure measure) => measure.Streams.Count == 0 ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $"{measure.Streams.Count(stream => stream.Counts)} of {measure.Streams.Count} streams, medians: ");

    private string Remaining(TrialProgress progress) => progress switch
    {
        _ when progress.Ended == progress.Planned => "; done",
        _ when isVirtual => "",
        { Remaining: var left } when left < TimeSpan.FromSeconds(1) => "; less than a second left",
        { Remaining: var left } => string.Create(
            CultureInfo.InvariantCulture, $"; about {(int)left.TotalHours}:{left:mm\\:ss} left"),
    };
}
