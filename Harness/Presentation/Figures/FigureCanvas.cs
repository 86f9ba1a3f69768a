using ScottPlot;
using SkiaSharp;

namespace Eval.Harness.Presentation.Figures;

/// <summary>Lays a figure out on any canvas, in points: the legend's rows, the plot, the note. ScottPlot's own legend
/// lies over the data, hence this one.</summary>
internal static class FigureCanvas
{
    private const float LegendRow = 11;
    private const float NoteRow = 10;
    private const float Swatch = 7;
    private const float SwatchGap = 3;
    private const float EntryGap = 10;
    private const float Margin = 3;

    /// <summary>The whole figure's height, points.</summary>
    public static float Height(DrawnFigure figure) =>
        (Margin * 2) + (Rows(figure).Count * LegendRow) + figure.PlotHeight + NoteRow;

    /// <summary>Draws it from the canvas' origin.</summary>
    public static void Draw(SKCanvas canvas, DrawnFigure figure)
    {
        var rows = Rows(figure);
        var top = Margin + (rows.Count * LegendRow);

        // A plot's first rendering draws everything twice, to learn its layout: not into a vector file.
        figure.Plot.RenderInMemory((int)figure.Width, (int)figure.PlotHeight);

        // The plot comes first, since ScottPlot begins by clearing the whole canvas.
        canvas.Save();
        canvas.Translate(0, top);
        figure.Plot.Render(canvas, new PixelRect(0, figure.Width, figure.PlotHeight, 0));
        canvas.Restore();

        for (var row = 0; row < rows.Count; row++)
        {
            DrawRow(canvas, rows[row], figure.Width, Margin + (row * LegendRow));
        }

        using var font = Typeface.Font(FigureStyle.NoteSize);
        using var faint = Text(Palette.Faint);
        canvas.DrawText(
            Fit(figure.Note, font, figure.Width - (2 * Margin)),
            figure.Width / 2,
            top + figure.PlotHeight + NoteRow - Margin,
            SKTextAlign.Center,
            font,
            faint);
    }

    private static List<List<(LegendEntry Entry, string Label, float Width)>> Rows(DrawnFigure figure)
    {
        using var font = Typeface.Font(FigureStyle.TextSize);
        var room = figure.Width - (2 * Margin);
        var rows = new List<List<(LegendEntry Entry, string Label, float Width)>>();
        var used = float.MaxValue;
        foreach (var entry in figure.Legend)
        {
            var label = Fit(entry.Label, font, room - Swatch - SwatchGap);
            var width = Swatch + SwatchGap + font.MeasureText(label);
            if (used + EntryGap + width > room)
            {
                rows.Add([]);
                used = -EntryGap;
            }

            rows[^1].Add((entry, label, width));
            used += EntryGap + width;
        }

        return rows;
    }

    private static void DrawRow(
        SKCanvas canvas, List<(LegendEntry Entry, string Label, float Width)> row, float width, float top)
    {
        using var font = Typeface.Font(FigureStyle.TextSize);
        using var ink = Text(Palette.Ink);
        var x = (width - row.Sum(item => item.Width) - (EntryGap * (row.Count - 1))) / 2;
        foreach (var (entry, label, itemWidth) in row)
        {
            var box = SKRect.Create(x, top + ((LegendRow - Swatch) / 2), Swatch, Swatch);
            DrawSwatch(canvas, entry, box);
            canvas.DrawText(label, x + Swatch + SwatchGap, box.Bottom - 0.7f, SKTextAlign.Left, font, ink);
            x += itemWidth + EntryGap;
        }
    }

    private static void DrawSwatch(SKCanvas canvas, LegendEntry entry, SKRect box)
    {
        if (entry.LineWidth is { } width)
        {
            using var line = new SKPaint
            {
                Color = entry.Fill.ToSKColor(), IsStroke = true, StrokeWidth = width, IsAntialias = true,
            };
            canvas.DrawLine(box.Left - SwatchGap, box.MidY, box.Right, box.MidY, line);
            return;
        }

        using var fill = new SKPaint { Color = entry.Fill.ToSKColor(), IsAntialias = true };
        using var outline = new SKPaint
        {
            Color = Palette.Ink.ToSKColor(), IsStroke = true, StrokeWidth = FigureStyle.Outline, IsAntialias = true,
        };
        canvas.DrawRect(box, fill);
        canvas.DrawRect(box, outline);
    }

    private static SKPaint Text(Color color) => new() { Color = color.ToSKColor(), IsAntialias = true };

    /// <summary>The text on one line, shortened until it fits.</summary>
    private static string Fit(string text, SKFont font, float room)
    {
        var line = string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
        if (font.MeasureText(line) <= room)
        {
            return line;
        }

        var kept = line.Length;
        while (kept > 1 && font.MeasureText(line[..kept] + "…") > room)
        {
            kept--;
        }

        return line[..kept] + "…";
    }
}
