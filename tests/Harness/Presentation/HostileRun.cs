using Eval.Harness.Model;

namespace Eval.Tests.Harness.Presentation;

/// <summary>A run whose labels attack tables and whose trials went wrong: one cell failed, one is invalid, one has a
/// negative overhead.</summary>
internal static class HostileRun
{
    public static readonly IReadOnlyList<string> Labels =
    [
        "a|b\nc",
        "<script>alert(1)</script>",
        "=1+1,\"x\"",
        "a label of sixty-four characters which is the longest one allowed!",
    ];

    public static Run Create()
    {
        var run = SampleRun.Create(labels: Labels);
        var measures = run.Measures.Select(Spoil).ToList();
        return SampleRun.From(run.Scenario, measures);
    }

    private static Measure Spoil(Measure measure)
    {
        var trial = measure.Timeline.Trial;
        return (trial.System.Kind, trial.Duration.TotalSeconds) switch
        {
            ("pipeline", 10) => measure with
            {
                Timeline = measure.Timeline with { Outcome = Outcome.Failed, OutcomeReason = "broke |\n<b>here</b>" },
            },
            ("batch", 30) => measure with { InvalidReasons = ["generator-late: 12 of 100 events", "not-cold"] },
            ("faas", 30) => measure with { ProcessingOverheadSeconds = -0.0003 },
            _ => measure with { Warnings = ["steal 3 % [of time](x)"] },
        };
    }
}
