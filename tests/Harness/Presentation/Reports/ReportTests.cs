using Eval.Harness.Model;
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
        var report = Report.Render(SampleRun.Create());

        report.ShouldStartWith("# paper-video: run 20261124T081543Z-a1b2c3\n");
        foreach (var heading in (string[])
        [
            "Results", "Phases", "Against the closed form", "Caught up before the stream's end",
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

    [Fact]
    public void Hostile_labels_and_reasons_break_no_table_and_become_no_html()
    {
        var report = Report.Render(HostileRun.Create());

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

        var report = Report.Render(SampleRun.From(run.Scenario, slow));

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

        Report.Render(empty).ShouldContain("no valid trial");
    }

    private static int Cells(string row) => row.Replace("\\|", "").Count(letter => letter == '|');
}
