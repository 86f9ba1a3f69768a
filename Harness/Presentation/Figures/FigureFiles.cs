using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Eval.Harness.Presentation.Storage;
using SkiaSharp;

namespace Eval.Harness.Presentation.Figures;

/// <summary>Writes a figure's four files. None holds a time: the same run gives the same bytes. Instead each names the
/// run and the hash of the data behind it.</summary>
internal static partial class FigureFiles
{
    private const float PointsPerInch = 72;
    private const float PngDotsPerInch = 300;

    /// <summary>Writes NAME.csv, NAME.svg, NAME.pdf and NAME.png into the folder, and gives their names.</summary>
    public static IReadOnlyList<string> Write(string folder, IFigureRecipe recipe, DrawnFigure figure, string runId)
    {
        var csv = figure.Data.ToCsv();
        var origin = $"run {runId}, data sha256 {ContentHash.Of(csv)}";
        var files = new Dictionary<string, byte[]>
        {
            [recipe.Name + ".csv"] = csv,
            [recipe.Name + ".svg"] = Svg(recipe, figure, origin),
            [recipe.Name + ".pdf"] = Pdf(recipe, figure, origin),
            [recipe.Name + ".png"] = Png(recipe, figure, origin),
        };
        foreach (var (name, content) in files)
        {
            AtomicFile.Write(Path.Combine(folder, name), content);
        }

        return [.. files.Keys];
    }

    /// <summary>The vector picture for web pages: sized in inches, with faces of the same metrics as
    /// fallback.</summary>
    internal static byte[] Svg(IFigureRecipe recipe, DrawnFigure figure, string origin)
    {
        var height = FigureCanvas.Height(figure);
        using var stream = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(new SKRect(0, 0, figure.Width, height), stream))
        {
            FigureCanvas.Draw(canvas, figure);
        }

        var svg = Encoding.UTF8.GetString(stream.ToArray());
        var body = svg.IndexOf('>', svg.IndexOf("<svg", StringComparison.Ordinal)) + 1;
        var head = string.Create(CultureInfo.InvariantCulture, $"""
            <?xml version="1.0" encoding="utf-8" ?>
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
              width="{figure.Width / PointsPerInch:0.####}in" height="{height / PointsPerInch:0.####}in"
              viewBox="0 0 {figure.Width} {height}">
            <title>{recipe.Description.Replace("&", "&amp;").Replace("<", "&lt;")}</title>
            <metadata>{origin}</metadata>
            """);

        // Skia ends lists of positions with a comma, which SVG does not allow.
        var drawing = svg[body..].Replace(", \"", "\"", StringComparison.Ordinal).Replace(
            $"font-family=\"{Typeface.Family}\"",
            $"font-family=\"{Typeface.Family}, Arimo, Arial, Helvetica, sans-serif\"",
            StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(head + Renumbered(drawing));
    }

    /// <summary>Skia numbers clip paths on through the whole process; the file numbers its own.</summary>
    private static string Renumbered(string drawing)
    {
        var numbers = new Dictionary<string, string>();
        return ClipPath().Replace(drawing, match =>
        {
            numbers.TryAdd(match.Value, "clip" + numbers.Count.ToString(CultureInfo.InvariantCulture));
            return numbers[match.Value];
        });
    }

    [GeneratedRegex("(?<=(id=\"|url\\(#))cl_[0-9a-f]+")]
    private static partial Regex ClipPath();

    /// <summary>The vector picture for papers: one page of the figure's size.</summary>
    internal static byte[] Pdf(IFigureRecipe recipe, DrawnFigure figure, string origin)
    {
        var metadata = SKDocumentPdfMetadata.Default;
        metadata.Title = recipe.Description;
        metadata.Subject = origin;
        metadata.Creator = "Eval";
        metadata.Producer = "Skia/PDF";
        using var stream = new MemoryStream();
        using (var document = SKDocument.CreatePdf(stream, metadata))
        {
            var canvas = document.BeginPage(figure.Width, FigureCanvas.Height(figure));
            FigureCanvas.Draw(canvas, figure);
            document.EndPage();
            document.Close();
        }

        return stream.ToArray();
    }

    /// <summary>The picture for everything else, 300 dots per inch.</summary>
    internal static byte[] Png(IFigureRecipe recipe, DrawnFigure figure, string origin)
    {
        const float scale = PngDotsPerInch / PointsPerInch;
        using var surface = SKSurface.Create(new SKImageInfo(
            (int)MathF.Round(figure.Width * scale), (int)MathF.Round(FigureCanvas.Height(figure) * scale)));
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale(scale);
        FigureCanvas.Draw(surface.Canvas, figure);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, quality: 100);
        return PngMetadata.Add(
            data.ToArray(), PngDotsPerInch, [("Title", recipe.Description), ("Source", origin)]);
    }
}
