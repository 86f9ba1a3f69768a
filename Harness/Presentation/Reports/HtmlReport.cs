using System.Net;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Eval.Harness.Presentation.Reports;

/// <summary>report.html: the same words as report.md as one page that can be sent alone: its figures are inside, it
/// loads nothing and runs nothing.</summary>
internal static class HtmlReport
{
    private const string Style = """
        body { font: 15px/1.5 "Liberation Sans", Arial, sans-serif; max-width: 66em; margin: 2em auto; padding: 0 1em }
        table { border-collapse: collapse; margin: 1em 0; display: block; overflow-x: auto }
        th, td { padding: .2em .8em; border-bottom: 1px solid #ddd; text-align: left; vertical-align: top }
        th { border-bottom: 2px solid #888 }
        img { width: 3.33in; max-width: 100% }
        code { background: #f4f4f4 }
        """;

    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers().DisableHtml().Build();

    /// <summary>The page.</summary>
    /// <param name="markdown">The report.</param>
    /// <param name="title">The page's title.</param>
    /// <param name="picture">The PNG at that relative path; null where there is none, and the link stays.</param>
    public static string Render(string markdown, string title, Func<string, byte[]?> picture)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var image in document.Descendants<LinkInline>().Where(link => link.IsImage))
        {
            if (image.Url is { } path && picture(path) is { } bytes)
            {
                image.Url = "data:image/png;base64," + Convert.ToBase64String(bytes);
            }
        }

        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{WebUtility.HtmlEncode(title)}</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            {document.ToHtml(Pipeline)}</body>
            </html>

            """;
    }
}
