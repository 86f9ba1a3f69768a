using Eval.Harness.Model;
using Eval.Harness.Presentation;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Presentation.Reports;

/// <summary>Goal: report.html works in a browser, alone: its charts are drawn, a click filters them, nothing is asked
/// of any address, and no label becomes part of the page. Method: Chromium opens the file of a run folder.</summary>
public sealed class ReportPageTests
{
    private const string IsDrawn = "document.querySelector('#explore').dataset.drawn === 'true'";

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Charts_are_drawn_and_a_click_takes_a_system_away()
    {
        using var temporary = new TemporaryFolder();
        var page = Written(temporary, SampleRun.Create());
        await using var browser = await Browser.StartAsync(_cancellation);

        await browser.OpenAsync(page, IsDrawn, _cancellation);
        foreach (var chart in (string[])["estimates", "phases", "latencies", "timeline"])
        {
            (await NumberAsync(browser, $"#chart-{chart} svg .mark-symbol path, #chart-{chart} svg .mark-rect path"))
                .ShouldBeGreaterThan(0, chart);
        }

        var before = await NumberAsync(browser, "#chart-estimates svg .mark-symbol path");
        await browser.ClickAsync("document.querySelector('#explore .switches button')", _cancellation);
        await browser.UntilAsync(
            $"document.querySelectorAll('#chart-estimates svg .mark-symbol path').length < {before}", _cancellation);
        (await browser.EvaluateAsync(
            "document.querySelector('#explore .switches button').getAttribute('aria-pressed')", _cancellation))!
            .GetValue<string>().ShouldBe("false");

        (await browser.PictureAsync("document.querySelector('#explore')", _cancellation)).Length
            .ShouldBeGreaterThan(10_000);
        browser.Errors.ShouldBeEmpty();
        browser.Requests.ShouldAllBe(address => address.StartsWith("file:") || address.StartsWith("data:"));
    }

    [Fact]
    public async Task Hostile_labels_stay_text()
    {
        using var temporary = new TemporaryFolder();
        var page = Written(temporary, HostileRun.Create());
        await using var browser = await Browser.StartAsync(_cancellation);

        await browser.OpenAsync(page, IsDrawn, _cancellation);

        (await browser.EvaluateAsync(
            "[...document.querySelectorAll('.switches button')].map(button => button.textContent).join()",
            _cancellation))!.GetValue<string>().ShouldContain("<script>alert(1)</script>");
        (await NumberAsync(browser, "body b")).ShouldBe(0);
        browser.Errors.ShouldBeEmpty();
    }

    private async Task<int> NumberAsync(Browser browser, string selector) =>
        (await browser.EvaluateAsync($"document.querySelectorAll('{selector}').length", _cancellation))!
        .GetValue<int>();

    private static string Written(TemporaryFolder temporary, Run run)
    {
        var folder = RunFolder.CreateAt(temporary.At("run"));
        run = run with { Manifest = folder.WriteRaw(run) };
        folder.WriteDerived(run, []);
        return Path.Combine(folder.Directory, "report.html");
    }
}
