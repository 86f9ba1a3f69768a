using Eval.Tests.Shared;
using Microsoft.Playwright;

namespace Eval.Tests.Harness.Presentation.Reports;

/// <summary>Debian's Chromium without a window, with one page. All that it tells of errors and of requests is kept.
/// </summary>
internal sealed class Browser : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser, IPage page)
    {
        (_playwright, _browser, Page) = (playwright, browser, page);
        page.PageError += (_, message) => Errors.Add(message);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Errors.Add(message.Text);
            }
        };
        page.Request += (_, request) => Requests.Add(request.Url);
    }

    /// <summary>Its page.</summary>
    public IPage Page { get; }

    /// <summary>What went wrong on the page: exceptions, errors in its console, what its policy refused.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>Every address that the page asked for.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Starts it, and opens a report whose charts are then drawn.</summary>
    public static async Task<Browser> OpenAsync(string report)
    {
        var program = RealPart.Require("chromium", "chromium");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = program, ChromiumSandbox = false });
        var page = await browser.NewPageAsync(
            new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1100, Height = 900 } });
        var opened = new Browser(playwright, browser, page);
        await page.GotoAsync(new Uri(report).AbsoluteUri);
        await page.Locator("#explore[data-drawn='true']").WaitForAsync();
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
