using Eval.Harness.Presentation.Formatting;
using ScottPlot.TickGenerators;

namespace Eval.Harness.Presentation.Figures;

/// <summary>Multiples of a reference on a logarithmic axis.</summary>
internal sealed class RatioScale(IEnumerable<double> ratios, IEnumerable<double> highs) : IBarScale
{
    private readonly LogScale _decades = new(ratios, highs);

    /// <inheritdoc/>
    public double Foot => _decades.Foot;

    /// <inheritdoc/>
    public double Top => _decades.Top;

    /// <inheritdoc/>
    public NumericManual Ticks => _decades.Ticks;

    /// <inheritdoc/>
    public double? Place(double value) => _decades.Place(value);

    /// <inheritdoc/>
    public string Label(double value) => "×" + Numbers.Significant(value);
}
