using Eval.Harness.Model;
using Eval.Harness.Presentation;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Presentation.Reports;

/// <summary>Goal: report.html works in a browser, alone: its charts are drawn, a click filters them, nothing is asked
/// of any address, and no label becomes part of the page. Method: Chromium opens the file of a run folder.</summary>
public sealed class ReportPageTests
{
    [Fact]
    public async Task Charts_are_drawn_and_a_click_takes_a_system_away()
    {
        using var temporary = new TemporaryFolder();
        await using var browser = await Browser.OpenAsync(Written(temporary, SampleRun.Create()));

        foreach (var chart in (string[])["estimates", "phases", "latencies", "timeline"])
        {
            (await browser.Page.Locator($"#chart-{chart} svg :is(.mark-symbol, .mark-rect) path").CountAsync())
                .ShouldBeGreaterThan(0, chart);
        }

        var points = browser.Page.Locator("#chart-estimates svg .mark-symbol path");
        var before = await points.CountAsync();
        var button = browser.Page.Locator("#explore .switches button").First;
        await button.ClickAsync();
        await Assertions.Expect(points).Not.ToHaveCountAsync(before);
        (await points.CountAsync()).ShouldBeLessThan(before);
        (await button.GetAttributeAsync("aria-pressed")).ShouldBe("false");

        (await browser.Page.Locator("#explore").ScreenshotAsync()).Length.ShouldBeGreaterThan(10_000);
        browser.Errors.ShouldBeEmpty();
        browser.Requests.ShouldAllBe(address => address.StartsWith("file:") || address.StartsWith("data:"));
    }

    [Fact]
    public async Task Hostile_labels_stay_text()
    {
        using var temporary = new TemporaryFolder();
        await using var browser = await Browser.OpenAsync(Written(temporary, HostileRun.Create()));

        (await browser.Page.Locator(".switches button").AllTextContentsAsync())
            .ShouldContain("<script>alert(1)</script>");
        (await browser.Page.Locator("body b").CountAsync()).ShouldBe(0);
        browser.Errors.ShouldBeEmpty();
    }

    private static string Written(TemporaryFolder temporary, Run run)
    {
        var folder = RunFolder.CreateAt(temporary.At("run"));
        run = run with { Manifest = folder.WriteRaw(run) };
        folder.WriteDerived(run, []);
        return Path.Combine(folder.Directory, "report.html");
    }
}
