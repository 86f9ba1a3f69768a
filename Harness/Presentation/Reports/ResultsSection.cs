using Eval.Harness.Model;
using Eval.Harness.Presentation.Figures;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Reports;

/// <summary>The headline numbers: a table a duration, then the figures.</summary>
internal static class ResultsSection
{
    /// <summary>Adds the section.</summary>
    public static void Write(Markdown text, Run run, IEnumerable<IFigureRecipe> figures)
    {
        text.Heading(2, "Results")
            .Paragraph("Medians over valid, completed trials, with intervals for the median. With fewer than six "
                + "trials no interval reaches 95 %; then the range of all trials stands there and is called so. A "
                + "value marked ≤ is an upper bound: its stamps are of the system's boundary.");
        foreach (var group in ResultTable.Rows(run).GroupBy(row => row.Duration))
        {
            text.Heading(3, $"Streams of {group.Key}")
                .Table([.. ResultTable.Headers.Skip(1)], group.Select(row => (IReadOnlyList<string>)
                    [.. ResultTable.Texts(row).Skip(1)]));
        }

        foreach (var figure in figures)
        {
            text.Paragraph($"![{Markdown.Escape(figure.Description)}](figures/{figure.Name}.png)");
        }
    }
}
