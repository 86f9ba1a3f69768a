using ScottPlot;

namespace Eval.Harness.Presentation.Figures;

/// <summary>Fills for series, from Okabe and Ito's colours for all kinds of colour vision. The order makes neighbours
/// differ in lightness as well (CIE L* 46, 71, 58, 89; then 52, 70, 61, 40), so that the first four are told apart in
/// grey; outlines hold the light ones. Further series begin again, darkened: sixteen are told apart.</summary>
internal static class Palette
{
    /// <summary>Axes, outlines, whiskers and text.</summary>
    public static Color Ink { get; } = Color.FromHex("#1a1a1a");

    /// <summary>Notes and marks of absence.</summary>
    public static Color Faint { get; } = Color.FromHex("#5a5a5a");

    /// <summary>Grid lines.</summary>
    public static Color Grid { get; } = Color.FromHex("#dcdcdc");

    /// <summary>The fills, in their order.</summary>
    public static IReadOnlyList<Color> Fills { get; } =
    [
        Color.FromHex("#0072b2"), // blue
        Color.FromHex("#e69f00"), // orange
        Color.FromHex("#009e73"), // bluish green
        Color.FromHex("#f0e442"), // yellow
        Color.FromHex("#d55e00"), // vermilion
        Color.FromHex("#56b4e9"), // sky blue
        Color.FromHex("#cc79a7"), // reddish purple
        Color.FromHex("#5e5e5e"), // grey, in the place of black, on which no whisker would show
    ];

    private const double SecondTurnDarkening = 0.45;
    private const double LightestStroke = 0.8;
    private const double StrokeDarkening = 0.35;

    private static readonly float[] Breadths = [1, 1.9f, 0.6f, 1.4f];

    /// <summary>The fill of a series whose instances are there beforehand: the same hue, a third of it.</summary>
    public static Color Tint(int series) => Fill(series).MixedWith(Color.FromHex("#ffffff"), 0.66);

    /// <summary>The fill of a series.</summary>
    public static Color Fill(int series)
    {
        var fill = Fills[series % Fills.Count];
        return series / Fills.Count % 2 == 0 ? fill : fill.MixedWith(Ink, SecondTurnDarkening);
    }

    /// <summary>The line of a series: its fill, the light one darkened until it shows on white.</summary>
    public static Color Stroke(int series) =>
        IsLight(Fill(series)) ? Fill(series).MixedWith(Ink, StrokeDarkening) : Fill(series);

    /// <summary>How broad a series' line is, as a multiple of the usual. Lines are told apart in grey by it: dashes are
    /// not drawn in SVG.</summary>
    public static float Breadth(int series) => Breadths[series % Breadths.Length];

    // The luminance weights of sRGB's primaries.
    private static bool IsLight(Color color) =>
        (0.2126 * color.R) + (0.7152 * color.G) + (0.0722 * color.B) > LightestStroke * byte.MaxValue;
}
