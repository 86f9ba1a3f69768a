using Eval.Harness.Presentation.Figures;
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
            Report.Render(SampleRun.Create(), FigureCatalog.All),
            "a run",
            path => path.EndsWith("penalty.png") ? [1, 2, 3] : null);

        page.ShouldStartWith("<!DOCTYPE html>");
        page.ShouldContain("<title>a run</title>");
        page.ShouldContain("<table>");
        page.ShouldContain("<td>stream-function</td>");
        page.ShouldContain("src=\"data:image/png;base64,AQID\"");
        page.ShouldContain("src=\"figures/processing-overhead.png\"", customMessage: "a picture that is missing");
    }

    /// <summary>1,000 dots are a column of a paper at 300 an inch, 3.33 in; a figure over the page's width is shown
    /// wider.</summary>
    [Fact]
    public void A_picture_is_as_wide_on_the_screen_as_it_is_in_print_and_a_half()
    {
        byte[] header = [.. new byte[16], 0, 0, 0x03, 0xe8, 0, 0, 0, 0];

        var page = HtmlReport.Render(Report.Render(SampleRun.Create(), FigureCatalog.All), "a run", _ => header);

        page.ShouldContain("width=\"480\"");
    }

    [Fact]
    public void Hostile_labels_become_no_html()
    {
        var page = HtmlReport.Render(
            Report.Render(HostileRun.Create(), FigureCatalog.All), "<script>alert(1)</script>", _ => null);

        page.ShouldNotContain("<script>");
        page.ShouldNotContain("<b>here");
    }
}
