namespace Eval.Harness.Presentation.Figures;

/// <summary>Where values lie on a bar chart's axis.</summary>
internal interface IBarScale
{
    /// <summary>The axis' coordinate at which bars stand.</summary>
    double Foot { get; }

    /// <summary>The coordinate of the greatest value; values written above bars come on top of it.</summary>
    double Top { get; }

    /// <summary>The ticks.</summary>
    ScottPlot.TickGenerators.NumericManual Ticks { get; }

    /// <summary>The coordinate of a value, or null where the axis has no place for it.</summary>
    double? Place(double value);

    /// <summary>What is written at a bar of that value.</summary>
    string Label(double value);
}
