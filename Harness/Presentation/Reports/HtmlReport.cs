using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Eval.Harness.Presentation.Reports;

/// <summary>report.html: the same words as report.md as one page that can be sent alone: its figures are inside, and so
/// are its interactive charts. It may load nothing, as its security policy says, and reads the same without
/// scripts.</summary>
internal static class HtmlReport
{
    private const string Style = """
        body { font: 15px/1.5 "Liberation Sans", Arial, sans-serif; max-width: 66em; margin: 2em auto; padding: 0 1em }
        table { border-collapse: collapse; margin: 1em 0; display: block; overflow-x: auto }
        th, td { padding: .2em .8em; border-bottom: 1px solid #ddd; text-align: left; vertical-align: top }
        td { font-variant-numeric: tabular-nums }
        th { border-bottom: 2px solid #888 }
        img { max-width: 100%; height: auto }
        code { background: #f4f4f4 }
        .switches { margin: .5em 0 }
        .switches button { font: inherit; font-size: 13px; margin: 0 .4em .4em 0; padding: .15em .7em; background: #fff;
          border: 1px solid #888; border-radius: 1em; cursor: pointer }
        .switches button[aria-pressed=false] { opacity: .45; text-decoration: line-through }
        .switches i { display: inline-block; width: .8em; height: .8em; margin-right: .4em; border: 1px solid #1a1a1a }
        #explore { border: 1px solid #ccc; border-radius: 6px; padding: 0 1.2em 1em; margin: 1.5em 0 }
        #explore select { font: inherit }
        """;

    // No address may be asked for anything, whatever a label says; Vega makes functions of its own expressions.
    private const string Policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
        + "script-src 'unsafe-inline' 'unsafe-eval'";

    // Of the image's header, which is a PNG's first chunk (ISO/IEC 15948, 11.2.2).
    private const int WidthAt = 16;

    private const string ResultsHeading = "<h2 id=\"results\"";

    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers().DisableHtml().Build();

    /// <summary>The page.</summary>
    /// <param name="markdown">The report.</param>
    /// <param name="title">The page's title.</param>
    /// <param name="picture">The PNG at that relative path; null where there is none, and the link stays.</param>
    /// <param name="charts">The interactive charts' element, above the results; empty for none.</param>
    public static string Render(string markdown, string title, Func<string, byte[]?> picture, string charts = "")
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var image in document.Descendants<LinkInline>().Where(link => link.IsImage))
        {
            if (image.Url is { } path && picture(path) is { } bytes)
            {
                image.Url = "data:image/png;base64," + Convert.ToBase64String(bytes);
                if (ScreenWidth(bytes) is { } width)
                {
                    image.GetAttributes().AddProperty("width", width.ToString(CultureInfo.InvariantCulture));
                }
            }
        }

        var body = document.ToHtml(Pipeline);
        var place = Math.Max(0, body.IndexOf(ResultsHeading, StringComparison.Ordinal));
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{Policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{WebUtility.HtmlEncode(title)}</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            {body[..place]}{charts}{body[place..]}</body>
            </html>

            """;
    }

    /// <summary>How wide a picture of 300 dots an inch is shown, in CSS pixels (96 an inch): half as wide again as in
    /// print, since a screen is farther away. Null where these bytes are no PNG.</summary>
    private static int? ScreenWidth(ReadOnlySpan<byte> png) => png.Length >= WidthAt + sizeof(int)
        ? (int)(BinaryPrimitives.ReadInt32BigEndian(png[WidthAt..]) * (96 / 300.0) * 1.5)
        : null;
}
