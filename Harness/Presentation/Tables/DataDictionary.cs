using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Tables;

/// <summary>Results/DATA-DICTIONARY.md, generated from the columns' declarations; a test keeps it current.</summary>
internal static class DataDictionary
{
    /// <summary>Every table of a run folder, in DESIGN's order.</summary>
    public static IReadOnlyList<TableDescription> Tables { get; } =
    [
        EventsTable.Table.Describe(),
        TrialsTable.Table.Describe(),
        PhasesTable.Table.Describe(),
        FaultsTable.Table.Describe(),
        TimeseriesTable.Table.Describe(),
        EstimatesTable.Table.Describe(),
        ComparisonsTable.Table.Describe(),
        AggregatesTable.Table.Describe(),
        BreakEvenTable.Table.Describe(),
        IsoLinesTable.Table.Describe(),
        BreakEvenSamplesTable.Table.Describe(),
    ];

    /// <summary>The whole document.</summary>
    public static string Render()
    {
        var text = new Markdown()
            .Heading(1, "Data dictionary")
            .Paragraph(
                "Generated from the declarations in `Harness/Presentation/Tables`; a test keeps this file equal to "
                + "them. Every file is UTF-8 CSV: comma, one header line, quotes where needed, a dot as decimal "
                + "separator, booleans `true` and `false`, nothing where a value is missing. Times in `ns` are "
                + "integers on the run's monotonic clock, which has no relation to the calendar. `unit` stands for "
                + "the row's own unit.")
            .Paragraph("Columns that say “Not measured yet” exist so that later runs fit beside earlier ones; they "
                + "are empty.");
        foreach (var table in Tables)
        {
            text.Heading(2, table.FileName).Paragraph(Markdown.Escape(table.Description)).Table(
                ["column", "unit", "meaning"],
                table.Columns.Select(column => (IReadOnlyList<string>)
                [
                    column.Name,
                    column.Unit,
                    column.Description + (column.IsMeasured ? "" : " Not measured yet."),
                ]));
        }

        return text.ToString();
    }
}
