using System.Text;

namespace Eval.Harness.Presentation.Reports;

/// <summary>The programs of the page: Vega, Vega-Lite and Vega-Embed, as they came, and our own, which is short.
/// </summary>
internal static class ReportScripts
{
    private static readonly string[] Libraries = ["vega", "vega-lite", "vega-embed"];

    /// <summary>Each library with the licence that a copy of it has to carry.</summary>
    private static readonly Lazy<string> Elements = new(() => string.Concat(
        Libraries.Select(name => $"/*\n{Text($"LICENSE-{name}.txt").Trim()}\n*/\n{Text($"{name}.min.js")}")
            .Append(Text("report.js"))
            .Select(program => $"<script>\n{Safe(program)}\n</script>\n")));

    /// <summary>The charts' section with its data and programs; nothing where there is no data.</summary>
    /// <param name="data">What <see cref="ReportCharts"/> gives.</param>
    public static string Section(string? data) => data is null ? "" : $"""
        <section id="explore" hidden>
        <h2>Explore</h2>
        <p>Point at a mark for its numbers; a click on a name takes it away or brings it back. The figures and tables
        below need no program.</p>
        </section>
        <script id="report-data" type="application/json">{data}</script>
        {Elements.Value}
        """;

    /// <summary>A program's text, in which nothing ends the element that holds it.</summary>
    private static string Safe(string program) => program
        .Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase)
        .Replace("<!--", "<\\!--", StringComparison.Ordinal);

    private static string Text(string file)
    {
        using var stream = typeof(ReportScripts).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"the program is built without {file}");
        return new StreamReader(stream, Encoding.UTF8).ReadToEnd();
    }
}
