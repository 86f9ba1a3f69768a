using ScottPlot;
using SkiaSharp;

namespace Eval.Harness.Presentation.Figures;

/// <summary>The one typeface of all figures, shipped with the project. It is TrueType, which PDF embeds as such;
/// OpenType outlines would become Type 3, which publishers refuse.</summary>
internal static class Typeface
{
    /// <summary>The face's own family.</summary>
    public const string Family = "Liberation Sans";

    /// <summary>Registered under a name of our own, since a machine may have another file of the same family.</summary>
    private const string Registered = "Eval Sans";

    private static readonly Lazy<string> Loaded = new(Load);

    /// <summary>The name under which ScottPlot knows it.</summary>
    /// <exception cref="InvalidOperationException">The face did not load; ScottPlot would draw with another one and not
    /// say so.</exception>
    public static string Name => Loaded.Value;

    /// <summary>A font of that size in points.</summary>
    public static SKFont Font(float size) => new(Fonts.GetTypeface(Name, bold: false, italic: false), size)
    {
        Subpixel = true,
        Hinting = SKFontHinting.None,
    };

    private static string Load()
    {
        Add("LiberationSans-Regular.ttf", bold: false);
        Add("LiberationSans-Bold.ttf", bold: true);
        foreach (var bold in (bool[])[false, true])
        {
            var found = Fonts.GetTypeface(Registered, bold, italic: false).FamilyName;
            if (found != Family)
            {
                throw new InvalidOperationException($"the figures' typeface resolved to '{found}', not '{Family}'");
            }
        }

        return Registered;
    }

    private static void Add(string file, bool bold)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Fonts", file);
        if (!File.Exists(path))
        {
            throw new InvalidOperationException($"the figures' typeface is missing: Fonts/{file} beside the program");
        }

        Fonts.AddFontFile(Registered, path, bold, italic: false);
    }
}
