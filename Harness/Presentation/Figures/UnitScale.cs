using System.Globalization;
using Eval.Harness.Presentation.Formatting;
using ScottPlot.TickGenerators;

namespace Eval.Harness.Presentation.Figures;

/// <summary>Ratios from 0 to 1.</summary>
internal sealed class UnitScale : IBarScale
{
    private const int Steps = 5;

    /// <inheritdoc/>
    public double Foot => 0;

    /// <inheritdoc/>
    public double Top => 1;

    /// <inheritdoc/>
    public NumericManual Ticks
    {
        get
        {
            var ticks = new NumericManual();
            for (var step = 0; step <= Steps; step++)
            {
                var value = (double)step / Steps;
                ticks.AddMajor(value, value.ToString("F1", CultureInfo.InvariantCulture));
            }

            return ticks;
        }
    }

    /// <inheritdoc/>
    public double? Place(double value) => Math.Clamp(value, 0, 1);

    /// <inheritdoc/>
    public string Label(double value) => value switch
    {
        < 0.1 => Numbers.Ratio(value),
        _ => value.ToString("F3", CultureInfo.InvariantCulture),
    };
}
