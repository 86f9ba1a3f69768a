using System.Globalization;
using Eval.Harness.Presentation.Formatting;
using ScottPlot.TickGenerators;

namespace Eval.Harness.Presentation.Figures;

/// <summary>Seconds on a logarithmic axis, which is drawn as the exponent. Its foot is the power of ten below the least
/// positive median; what is not positive has no place on it and is named instead.</summary>
internal sealed class LogScale : IBarScale
{
    private const int MostDecades = 12;

    private readonly int _mostLabels;

    /// <summary>An axis for those medians and for the upper ends of their intervals; with more decades than it may have
    /// labels, each second one has one, or each third.</summary>
    public LogScale(IEnumerable<double> medians, IEnumerable<double> highs, int mostLabels = MostDecades + 2)
    {
        _mostLabels = mostLabels;
        var positive = medians.Where(value => value > 0 && double.IsFinite(value)).ToList();
        var highest = highs.Where(double.IsFinite).Concat(positive).DefaultIfEmpty(1).Max();
        Top = Math.Log10(Math.Max(highest, positive.DefaultIfEmpty(1).Max()));
        var least = Math.Log10(positive.DefaultIfEmpty(1).Min());

        // A bar that ends at the foot would not be seen: at least a fifth of a decade stays below the least one.
        Foot = Math.Max(Math.Floor(least - 0.2), Math.Floor(Top) - MostDecades);
    }

    /// <inheritdoc/>
    public double Foot { get; }

    /// <inheritdoc/>
    public double Top { get; }

    /// <inheritdoc/>
    public NumericManual Ticks
    {
        get
        {
            var ticks = new NumericManual();
            var (first, last) = ((int)Foot, (int)Math.Floor(Top) + 1);
            var each = ((last - first) / _mostLabels) + 1;
            for (var decade = first; decade <= last; decade++)
            {
                ticks.AddMajor(decade, (decade - first) % each == 0 ? DecadeLabel(decade) : "");
                for (var factor = 2; factor <= 9; factor++)
                {
                    ticks.AddMinor(decade + Math.Log10(factor));
                }
            }

            return ticks;
        }
    }

    /// <inheritdoc/>
    public double? Place(double value) => value > 0 ? Math.Max(Math.Log10(value), Foot) : null;

    /// <inheritdoc/>
    public string Label(double value) => Numbers.Seconds(value).Replace("us", "µs", StringComparison.Ordinal);

    // The typeface has no superscript minus, and what is longer is too wide beside or below the axis.
    private static string DecadeLabel(int decade) => decade is < -3 or > 4
        ? $"1e{decade.ToString(CultureInfo.InvariantCulture).Replace('-', '−')}"
        : Numbers.Exact(Math.Pow(10, decade));
}
