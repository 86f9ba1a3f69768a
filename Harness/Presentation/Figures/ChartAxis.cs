using ScottPlot.TickGenerators;

namespace Eval.Harness.Presentation.Figures;

/// <summary>One axis of a chart.</summary>
/// <param name="Title">What it shows, with its unit.</param>
/// <param name="From">Its least coordinate.</param>
/// <param name="To">Its greatest coordinate.</param>
/// <param name="Ticks">Its ticks.</param>
internal sealed record ChartAxis(string Title, double From, double To, NumericManual Ticks)
{
    private const double Headroom = 0.04;
    private const int MostDecimals = 12;

    /// <summary>A logarithmic axis for those values, in decades; what is not positive has no place on it.</summary>
    public static (ChartAxis Axis, LogScale Scale) Logarithmic(string title, IReadOnlyCollection<double> values)
    {
        var scale = new LogScale(values, values);
        var top = scale.Top + (Headroom * (scale.Top - scale.Foot));
        return (new ChartAxis(title, scale.Foot, top, scale.Ticks), scale);
    }

    /// <summary>A linear axis from 0, with about five ticks at 1, 2 or 5 times a power of ten.</summary>
    public static ChartAxis FromZero(string title, double greatest)
    {
        var top = greatest > 0 ? greatest : 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(top / 5)));
        var step = power * (top / 5 / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        var ticks = new NumericManual();
        for (var index = 0; index * step <= top; index++)
        {
            ticks.AddMajor(index * step, Formatting.Numbers.Exact(Math.Round(index * step, MostDecimals)));
        }

        return new ChartAxis(title, 0, top * (1 + Headroom), ticks);
    }

    /// <summary>A linear axis with ticks at these places only.</summary>
    public static ChartAxis At(string title, IReadOnlyList<(double Place, string Label)> places, double margin)
    {
        var ticks = new NumericManual();
        foreach (var (place, label) in places)
        {
            ticks.AddMajor(place, label);
        }

        return new ChartAxis(title, places.Min(at => at.Place) - margin, places.Max(at => at.Place) + margin, ticks);
    }
}
