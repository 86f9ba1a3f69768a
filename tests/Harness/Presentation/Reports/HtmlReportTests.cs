using Eval.Harness.Presentation.Reports;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Presentation.Reports;

/// <summary>Goal: the page is the report, alone and harmless.</summary>
public sealed class HtmlReportTests
{
    [Fact]
    public void Tables_become_tables_and_figures_are_inside()
    {
        var page = HtmlReport.Render(
            Report.Render(SampleRun.Create()), "a run", path => path.EndsWith("penalty.png") ? [1, 2, 3] : null);

        page.ShouldStartWith("<!DOCTYPE html>");
        page.ShouldContain("<title>a run</title>");
        page.ShouldContain("<table>");
        page.ShouldContain("<td>stream-function</td>");
        page.ShouldContain("src=\"data:image/png;base64,AQID\"");
        page.ShouldContain("src=\"figures/processing-overhead.png\"", customMessage: "a picture that is missing");
    }

    [Fact]
    public void Hostile_labels_become_no_html()
    {
        var page = HtmlReport.Render(Report.Render(HostileRun.Create()), "<script>alert(1)</script>", _ => null);

        page.ShouldNotContain("<script>");
        page.ShouldNotContain("<b>here");
    }
}
