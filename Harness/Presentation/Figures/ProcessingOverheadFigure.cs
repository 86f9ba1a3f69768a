using Eval.Harness.Model;

namespace Eval.Harness.Presentation.Figures;

/// <summary>The paper's Fig. 4.</summary>
internal sealed class ProcessingOverheadFigure : IFigure
{
    /// <inheritdoc/>
    public string Name => "processing-overhead";

    /// <inheritdoc/>
    public string Description =>
        "Processing overhead (t2 - t0) - L in seconds, logarithmic, by stream duration and system (paper, Fig. 4)";

    /// <inheritdoc/>
    public DrawnFigure? Draw(Run run)
    {
        var cells = BarCell.Of(run, "processing_overhead_s");
        var scale = new LogScale(
            cells.Select(cell => cell.Median).OfType<double>(),
            cells.Select(cell => cell.Estimate?.CiHigh).OfType<double>());
        return BarChart.Draw(cells, scale, "Processing overhead (s)", cell => Note(cell, scale));
    }

    private static string Note(BarCell cell, LogScale scale)
    {
        if (cell.Median <= 0)
        {
            return "not positive: named, not drawn";
        }

        var foot = Math.Pow(10, scale.Foot);
        return cell.Estimate?.CiLow < foot ? "the whisker's lower end lies below the axis" : "";
    }
}
