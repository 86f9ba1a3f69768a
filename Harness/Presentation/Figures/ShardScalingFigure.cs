using System.Globalization;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Figures;

/// <summary>What spreading one stream over several instances gains, and whether its outputs stay right.</summary>
internal sealed class ShardScalingFigure : IFigure
{
    private const string Metric = "processing_overhead_s";
    private const double MostShift = 0.012;
    private const double Margin = 0.15;

    /// <inheritdoc/>
    public string Name => "shard-scaling";

    /// <inheritdoc/>
    public string Description =>
        "Processing overhead (t2 - t0) - L in seconds, logarithmic, against the number of instances that share one "
        + "stream, with intervals; the words below tell where outputs were not all right";

    /// <inheritdoc/>
    public DrawnFigure? Draw(Run run)
    {
        var cells = Cells(run);
        var counts = cells.Select(cell => cell.System.Shards).Distinct().Order().ToList();
        if (counts.Count < 2)
        {
            return null;
        }

        var (y, scale) = ChartAxis.Logarithmic(
            "Processing overhead (s)",
            [.. cells.SelectMany(cell => new[] { cell.Estimate.Median, cell.Estimate.CiHigh }).OfType<double>()]);
        var x = ChartAxis.At(
            "Shards of one stream", [.. counts.Select(count => (X(count), Whole(count)))], margin: Margin);
        var lines = cells.GroupBy(cell => cell.Series).ToList();
        return LineChart.Draw(
            [
                .. lines.Select((line, index) => new ChartSeries(
                    line.Key,
                    [.. line.Select(cell => Point(cell, scale, Shift(index, lines.Count))).OfType<ChartPoint>()])),
            ],
            (x, y),
            isStepped: false,
            [
                .. from line in lines.Index()
                   from cell in line.Item
                   where cell.Words.Length > 0
                   select new ChartMark(X(cell.System.Shards) + Shift(line.Index, lines.Count), cell.Words),
            ],
            cells.TrueForAll(cell => cell.Right == cell.Checked)
                ? "Points: medians. Every output of every valid trial was right"
                : "Points: medians. Not every output was right",
            Data(cells));
    }

    // Counts are chosen in ratios, such as 1, 2 and 4.
    private static double X(int shards) => Math.Log2(shards);

    private static double Shift(int index, int count) => (index - ((count - 1) / 2.0)) * MostShift;

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static ChartPoint? Point(ShardCell cell, LogScale scale, double shift) =>
        cell.Estimate is { Median: { } median } estimate && scale.Place(median) is { } place
            ? new ChartPoint(
                X(cell.System.Shards) + shift,
                place,
                estimate.N > 1 ? scale.Place(estimate.CiLow ?? 0) ?? scale.Foot : null,
                estimate.N > 1 ? scale.Place(estimate.CiHigh ?? 0) ?? scale.Foot : null)
            : null;

    private static List<ShardCell> Cells(Run run) =>
    [
        .. from system in run.Scenario.Systems
           where system.Option("shards.count").Length > 0
           from estimate in run.Estimates
           where estimate.Metric == Metric && estimate.System == system.Name
           orderby system.Shards
           select ShardCell.Of(run, system, estimate),
    ];

    private static FigureData Data(IEnumerable<ShardCell> cells) => new(
        [
            "system", "parameters", "shards", "by", "duration_s", "n", "processing_overhead_s", "low", "high",
            "throughput_per_s", "outputs_right", "outputs_checked", "note",
        ],
        [
            .. cells.Select(cell => (IReadOnlyList<object?>)
            [
                cell.System.Name, cell.System.Parameters, cell.System.Shards, cell.System.Option("shards.by"),
                cell.Estimate.Duration.TotalSeconds, cell.Estimate.N, cell.Estimate.Median, cell.Estimate.CiLow,
                cell.Estimate.CiHigh, cell.ThroughputPerSecond, cell.Right, cell.Checked, cell.Words,
            ]),
        ]);
}
