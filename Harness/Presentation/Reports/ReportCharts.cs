using System.Globalization;
using System.Text.Json;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Figures;
using Eval.Harness.Presentation.Formatting;
using Eval.Harness.Presentation.Tables;

namespace Eval.Harness.Presentation.Reports;

/// <summary>What the page's interactive charts show: the estimates, and the data behind the figures, thinned out to
/// what a screen can show.</summary>
internal static class ReportCharts
{
    private const int MostPoints = 300;

    private static readonly string[] Texts = ["system", "parameters", "trial_id", "phase", "note"];

    /// <summary>The data as JSON without any character that HTML obeys; null where the run has no estimate.</summary>
    /// <param name="run">The run.</param>
    /// <param name="file">The file at that relative path; null where there is none.</param>
    public static string? Json(Run run, Func<string, byte[]?> file)
    {
        var shown = run.Estimates.Where(estimate => estimate.Median is { } median && double.IsFinite(median)).ToList();
        return shown.Count == 0 ? null : JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["systems"] = run.Scenario.Systems.Index().Select(system => new Dictionary<string, string>
            {
                ["name"] = system.Item.Name,
                ["fill"] = Palette.Fill(system.Index).ToStringRGB(),
                ["stroke"] = Palette.Stroke(system.Index).ToStringRGB(),
            }),
            ["phaseColours"] = Enum.GetValues<PhaseName>().ToDictionary(
                phase => Names.Of(phase), phase => PhasesFigure.ColorOf(phase).ToStringRGB()),
            ["estimates"] = shown.Select(Row),
            ["phases"] = Rows(file("figures/phases.csv"), int.MaxValue),
            ["latencies"] = Rows(file("figures/latency-ecdf.csv"), MostPoints),
            ["timeline"] = Rows(file("figures/timeline.csv"), MostPoints),
        });
    }

    private static Dictionary<string, object?> Row(Estimate estimate) => new()
    {
        ["system"] = estimate.System,
        ["duration"] = Numbers.Duration(estimate.Duration),
        ["metric"] = estimate.Metric,
        ["unit"] = estimate.Unit,
        ["median"] = Finite(estimate.Median),
        ["low"] = Finite(estimate.CiLow ?? estimate.Minimum),
        ["high"] = Finite(estimate.CiHigh ?? estimate.Maximum),
        ["interval"] = Intervals.Label(estimate),
        ["mean"] = Finite(estimate.Mean),
        ["minimum"] = Finite(estimate.Minimum),
        ["maximum"] = Finite(estimate.Maximum),
        ["trials"] = string.Create(CultureInfo.InvariantCulture, $"{estimate.N} of {estimate.Planned}"),
        ["others"] = string.Create(
            CultureInfo.InvariantCulture,
            $"{estimate.Invalid} invalid, {estimate.Failed} failed, {estimate.Rejected} rejected"),
    };

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    /// <summary>A figure's rows; of each system evenly many, with the last one.</summary>
    private static List<Dictionary<string, object?>> Rows(byte[]? csv, int most) => csv is null
        ? []
        :
        [
            .. CsvTable.Read(new MemoryStream(csv)).GroupBy(row => row["system"])
                .SelectMany(system => Thinned([.. system], most))
                .Select(row => row.ToDictionary(cell => cell.Key, cell => Value(cell.Key, cell.Value))),
        ];

    private static IEnumerable<TRow> Thinned<TRow>(IReadOnlyList<TRow> rows, int most) => rows.Count <= most
        ? rows
        : Enumerable.Range(1, most).Select(place => rows[(int)((long)place * rows.Count / most) - 1]);

    private static object? Value(string column, string text) => text.Length == 0 ? null
        : Texts.Contains(column) ? text
        : double.Parse(text, CultureInfo.InvariantCulture);
}
