using System.Globalization;
using Eval.Harness.Cli.Exits;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;
using Eval.Harness.Running;

namespace Eval.Harness.Cli.Output;

/// <summary>Progress as lines on standard error: they read the same in a terminal, a file and a CI log.</summary>
internal sealed class RunProgress(TextWriter errors)
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
        errors.WriteLine($"{what}: {Verdict(latest)}; {Remaining(progress.Remaining)}");
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

    private static string Remaining(TimeSpan left) => left < TimeSpan.FromSeconds(1)
        ? "done"
        : string.Create(CultureInfo.InvariantCulture, $"about {left:h\\:mm\\:ss} left");
}
