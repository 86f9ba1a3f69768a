using System.Globalization;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;
using Eval.Harness.Presentation.Tables;

namespace Eval.Harness.Presentation.Reports;

/// <summary>What a run ends with, as plain data: rows for people, and the estimates for <c>--json</c>.</summary>
public static class ResultTable
{
    /// <summary>The headers of <see cref="Rows"/>, in the fields' order.</summary>
    public static IReadOnlyList<string> Headers { get; } =
    [
        "duration", "system", "cold-start penalty", "processing overhead", "interval", "n/planned", "invalid", "failed",
        "rejected",
    ];

    /// <summary>One row a cell.</summary>
    public static IReadOnlyList<ResultRow> Rows(Run run) => [.. Cell.Of(run).Select(cell => Row(run, cell))];

    /// <summary>A row's texts in the headers' order.</summary>
    public static IReadOnlyList<string> Texts(ResultRow row) =>
    [
        row.Duration, row.System, row.ColdStartPenalty, row.ProcessingOverhead, row.Interval, row.Counting, row.Invalid,
        row.Failed, row.Rejected,
    ];

    /// <summary>The estimates under the column names of estimates.csv; values are numbers, texts or null.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, object?>> Estimates(Run run) =>
    [
        .. run.Estimates.Select(estimate => EstimatesTable.Table.Columns.ToDictionary(
            column => column.Name, column => column.Value?.Invoke(estimate))),
    ];

    private static ResultRow Row(Run run, Cell cell)
    {
        var penalty = cell.Estimate(run, "cold_start_penalty");
        var overhead = cell.Estimate(run, "processing_overhead_s");
        var counts = penalty ?? overhead;
        return new ResultRow(
            Numbers.Duration(cell.Duration),
            cell.System.Name,
            Bound(cell, penalty, Numbers.Ratio),
            Bound(cell, overhead, Numbers.Seconds),
            counts is null ? Numbers.Missing : Intervals.Label(counts),
            counts is null ? Numbers.Missing : $"{Text(counts.N)}/{Text(counts.Planned)}",
            Text(counts?.Invalid),
            Text(counts?.Failed),
            Text(counts?.Rejected));
    }

    private static string Bound(Cell cell, Estimate? estimate, Func<double?, string> format) =>
        (cell.IsUpperBound && estimate?.Median is not null ? "≤ " : "") + Intervals.Text(estimate, format);

    private static string Text(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? Numbers.Missing;
}
