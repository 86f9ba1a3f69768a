using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Figures;

/// <summary>What a stream consumes.</summary>
internal sealed class ResourcesFigure : IFigure
{
    private static readonly (string Metric, string Label)[] Shown =
        [("cpu_s", "CPU"), ("instance_seconds", "lifetime")];

    /// <inheritdoc/>
    public string Name => "resources";

    /// <inheritdoc/>
    public string Description =>
        "CPU time and lifetime of a stream's instances in seconds, logarithmic, in the longest streams";

    /// <inheritdoc/>
    public DrawnFigure? Draw(Run run)
    {
        if (run.Scenario.Durations.Count == 0)
        {
            return null;
        }

        var duration = run.Scenario.Durations.Max();
        BarCell[] cells =
        [
            .. from shown in Shown
               from cell in BarCell.Of(run, shown.Metric)
               where cell.Estimate?.Duration == duration && IsMeasured(run, cell)
               select cell with { Group = $"{shown.Label}, {Numbers.Duration(duration)}" },
        ];
        var scale = new LogScale(
            cells.Select(cell => cell.Median).OfType<double>(),
            cells.Select(cell => cell.Estimate?.CiHigh).OfType<double>());
        return BarChart.Draw(cells, scale, "Consumed (s)", _ => "", "Resource");
    }

    // A system without instances of its own, such as loopback, consumes nothing that could be told apart; a cell of
    // another one keeps its place.
    private static bool IsMeasured(Run run, BarCell cell) => cell.Median is not null || run.Streams.Any(measure =>
        measure.Timeline.Trial.System.Name == cell.Estimate?.System && measure.Timeline.Promises.HasInstances);
}
