using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Figures;
using Eval.Harness.Presentation.Reports;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Presentation.Reports;

/// <summary>Goal: the report says what happened, whatever labels and reasons say.</summary>
public sealed class ReportTests
{
    [Fact]
    public void It_has_every_section_and_its_numbers()
    {
        var report = Report.Render(SampleRun.Create(), FigureCatalog.All);

        report.ShouldStartWith("# paper-video: run 20261124T081543Z-a1b2c3\n");
        foreach (var heading in (string[])
        [
            "Results", "Comparisons", "Phases", "Resources", "Against the closed form",
            "Caught up before the stream's end",
            "Deployed before the first trial", "Fairness", "Invalid, failed and rejected trials", "Warnings", "Host",
            "Limits",
        ])
        {
            report.ShouldContain($"\n## {heading}\n");
        }

        report.ShouldContain("range of 3");
        report.ShouldContain("Asymmetries: build, transport.");
        report.ShouldContain("page cache was warm");
        report.ShouldContain("not Dataflow's");
        report.ShouldContain("no network hop");
        report.ShouldContain("figures/cold-start-penalty.png");
        report.ShouldContain("Every trial completed and can be trusted.");
    }

    /// <summary>Three trials a cell: a run that is repeated and described, and from which no claim follows.</summary>
    [Fact]
    public void The_eight_principles_are_told_apart_by_what_the_run_has()
    {
        var report = Report.Render(SampleRun.Create(), []);

        report.ShouldContain(
            "| 1. repeated experiments | 3 to 3 valid trials a cell, blocks in random order; 3 wanted | yes |");
        report.ShouldContain("| 5. probabilistic result description | medians with ranges");
        report.ShouldContain(
            "| 6. statistical evaluation | 0 of 1 comparisons have at least 5 trials on each side | no |");
        report.ShouldContain("| 8. cost | CPU seconds, memory and lifetime, without prices | no |");
    }

    [Fact]
    public void Thresholds_drifts_and_resumptions_are_told()
    {
        var run = SampleRun.Create();
        var threshold = new Expectation("faas", "processing_overhead_s", null, "median", 0.05, null);
        var report = Report.Render(run with
        {
            Scenario = run.Scenario with { Profile = "quick", Adaptive = new AdaptiveRepetitions(50, 0.05) },
            Manifest = run.Manifest with
            {
                Resumptions = [new Resumption(run.Manifest.StartedUtc, ["resume", "DIR"], "0123abc", false, 7)],
            },
            Estimates = [run.Estimates[0] with { Warnings = ["drift: rises over 8 repetitions, p = 0.0010"] }],
            Expectations =
                [new ExpectationResult(threshold, "faas", TimeSpan.FromSeconds(10), "s", 0.0621, Met: false)],
        }, FigureCatalog.All);

        report.ShouldContain("| 10 s | faas | processing_overhead_s | median below 50.0 ms | 62.1 ms | no |");
        report.ShouldContain("drift: rises over 8 repetitions");
        report.ShouldContain("after 7 trials");
        report.ShouldContain("3 to 50, until the medians' intervals reach ±5%");
        report.ShouldContain("| profile | quick |");
    }

    [Fact]
    public void Two_runs_side_by_side_are_a_table_of_markdown()
    {
        var run = HostileRun.Create();
        var text = RunComparisonReport.Render(
            run, run, Comparability.Of(run, run), RunComparison.Of(run, run));

        text.ShouldStartWith("## paper-video: 20261124T081543Z-a1b2c3 against 20261124T081543Z-a1b2c3\n");
        text.ShouldContain("are slowdowns");
        text.ShouldContain("too-few");
        text.ShouldNotContain("<script>");
        foreach (var table in text.Split("\n\n").Where(block => block.StartsWith('|')))
        {
            table.TrimEnd().Split('\n').Select(Cells).Distinct().ShouldHaveSingleItem();
        }
    }

    [Fact]
    public void Hostile_labels_and_reasons_break_no_table_and_become_no_html()
    {
        var report = Report.Render(HostileRun.Create(), FigureCatalog.All);

        report.ShouldNotContain("<script>");
        report.ShouldNotContain("<b>");
        report.ShouldContain("a\\|b c");
        report.ShouldContain("broke \\| &lt;b&gt;here&lt;/b&gt;");
        report.ShouldContain("generator-late: 12 of 100 events; not-cold");
        report.ShouldContain("no valid trial");
        foreach (var table in report.Split("\n\n").Where(block => block.StartsWith('|')))
        {
            table.TrimEnd().Split('\n').Select(Cells).Distinct().ShouldHaveSingleItem();
        }
    }

    [Fact]
    public void A_start_up_longer_than_the_stream_is_said_to_leave_nothing_to_catch_up_with()
    {
        var run = SampleRun.Create();
        var slow = run.Measures.Select(measure => measure.Timeline.Trial.System.Kind == "pipeline"
            ? measure with { T1Ns = measure.T0Ns + 31_000_000_000 }
            : measure).ToList();

        var report = Report.Render(SampleRun.From(run.Scenario, slow), FigureCatalog.All);

        report.ShouldContain("| pipeline | 3 of 3 | 31.0 s | cannot: start-up takes longer than the stream |");
        report.ShouldContain("| batch | 0 of 3 |");
        report.ShouldContain("| faas | 3 of 3 |");
    }

    [Theory]
    [InlineData(10.0, 10.5, true)]
    [InlineData(10.0, 11.2, false)]
    [InlineData(0.010, 0.019, true)]
    [InlineData(0.010, 0.021, false)]
    public void A_total_is_within_ten_milliseconds_or_a_tenth(double predicted, double total, bool within) =>
        new ClosedForm("t", total, predicted).IsWithin.ShouldBe(within);

    [Fact]
    public void A_run_without_any_trial_still_has_a_report()
    {
        var sample = SampleRun.Create();
        var empty = new Run(sample.Manifest, sample.Scenario, [], [], []);

        Report.Render(empty, FigureCatalog.All).ShouldContain("no valid trial");
    }

    private static int Cells(string row) => row.Replace("\\|", "").Count(letter => letter == '|');
}
