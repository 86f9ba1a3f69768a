using Eval.Harness.Model;

namespace Eval.Harness.Presentation.Figures;

/// <summary>The paper's Fig. 3.</summary>
internal sealed class ColdStartPenaltyFigure : IFigure
{
    /// <inheritdoc/>
    public string Name => "cold-start-penalty";

    /// <inheritdoc/>
    public string Description => "Cold-start penalty (t1 - t0)/(t2 - t0) by stream duration and system (paper, Fig. 3)";

    /// <inheritdoc/>
    public DrawnFigure? Draw(Run run) => BarChart.Draw(
        BarCell.Of(run, "cold_start_penalty"), new UnitScale(), "Cold-start penalty", _ => "");
}
