using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;
using Eval.Harness.Presentation.Tables;
using ScottPlot;

namespace Eval.Harness.Presentation.Figures;

/// <summary>Where the time from t0 to t2 goes: each cell's median trial as one bar of its phases.</summary>
internal sealed class PhasesFigure : IFigure
{
    private const float RowHeight = 13;
    private const float LabelWidth = 96;
    private const float TotalWidth = 40;
    private const int LongestLabel = 24;
    private const double Half = 0.38;

    private static readonly PhaseName[] Shown =
        [.. Enum.GetValues<PhaseName>().Where(phase => phase != PhaseName.Teardown)];

    /// <inheritdoc/>
    public string Name => "phases";

    /// <inheritdoc/>
    public string Description => "Phases of the trial of median total in each cell, as shares of t2 - t0";

    /// <inheritdoc/>
    public DrawnFigure? Draw(Run run)
    {
        if (run.Measures.Count == 0)
        {
            return null;
        }

        var rows = (
            from duration in run.Scenario.Durations.Distinct().Order()
            from system in run.Scenario.Systems
            select (System: system, Duration: duration, Trial: MedianTrial(run, system, duration))).ToList();
        var plot = FigureStyle.NewPlot("Share of the time from t0 to t2", "");
        var padding = FigureStyle.Padding;
        plot.Layout.Fixed(new PixelPadding(LabelWidth, TotalWidth, padding.Bottom, padding.Top));
        plot.Axes.SetLimits(0, 1, -0.6, rows.Count - 0.4);
        plot.Axes.Bottom.TickGenerator = new UnitScale().Ticks;
        plot.Axes.Left.SetTicks(
            [.. rows.Select((_, index) => (double)(rows.Count - 1 - index))],
            [.. rows.Select(row => Shortened($"{row.System.Name}, {Numbers.Duration(row.Duration)}"))]);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        foreach (var (index, row) in rows.Index())
        {
            DrawRow(plot, row.Trial, rows.Count - 1 - index);
        }

        var seen = rows.SelectMany(row => Phases(row.Trial)).Where(part => part.Seconds > 0)
            .Select(part => part.Phase).ToHashSet();
        return new DrawnFigure(
            plot,
            [.. Shown.Where(seen.Contains).Select(phase => new LegendEntry(Names.Of(phase), ColorOf(phase)))],
            "The trial of median total in each cell; phases that nobody observed have no length",
            FigureStyle.ColumnWidth,
            (rows.Count * RowHeight) + padding.Top + padding.Bottom,
            Data(rows));
    }

    private static Measure? MedianTrial(Run run, SystemSpec system, TimeSpan duration)
    {
        var trials = run.Measures
            .Where(measure => measure is { Counts: true, T2Ns: not null }
                && measure.Timeline.Trial.Duration == duration && measure.Timeline.Trial.System.Name == system.Name)
            .OrderBy(measure => measure.T2Ns - measure.T0Ns)
            .ToList();
        return trials.Count == 0 ? null : trials[(trials.Count - 1) / 2];
    }

    private static IEnumerable<PhaseRow> Phases(Measure? trial) =>
        trial is null ? [] : PhaseRow.Of(trial).Where(part => part.Phase != PhaseName.Teardown);

    private static void DrawRow(Plot plot, Measure? trial, double y)
    {
        var parts = Phases(trial).ToList();
        var total = parts.Sum(part => part.Seconds);
        if (total <= 0)
        {
            Write(plot, BarCell.NoValidTrial, 0.02, y);
            return;
        }

        var start = 0.0;
        foreach (var part in parts.Where(part => part.Seconds > 0))
        {
            var end = start + (part.Seconds / total);
            var box = plot.Add.Rectangle(start, end, y - Half, y + Half);
            box.FillColor = ColorOf(part.Phase);
            box.LineColor = Palette.Ink;
            box.LineWidth = FigureStyle.Outline;
            start = end;
        }

        Write(plot, Numbers.Seconds(total), 1.02, y);
    }

    private static void Write(Plot plot, string words, double x, double y)
    {
        var text = plot.Add.Text(words, x, y);
        text.LabelFontName = Typeface.Name;
        text.LabelFontSize = FigureStyle.ValueSize;
        text.LabelFontColor = Palette.Faint;
        text.LabelAlignment = Alignment.MiddleLeft;
    }

    // The order of the palette keeps neighbours apart in grey; nine phases take the first colour again, tinted.
    private static Color ColorOf(PhaseName phase) => (int)phase < Palette.Fills.Count
        ? Palette.Fill((int)phase)
        : Palette.Tint((int)phase);

    private static string Shortened(string label) =>
        label.Length <= LongestLabel ? label : label[..(LongestLabel - 1)] + "…";

    private static FigureData Data(
        IEnumerable<(SystemSpec System, TimeSpan Duration, Measure? Trial)> rows) => new(
        ["system", "parameters", "duration_s", "trial_id", "phase", "seconds", "note"],
        [
            .. from row in rows
               from part in Phases(row.Trial).Cast<PhaseRow?>().DefaultIfEmpty()
               select (IReadOnlyList<object?>)
               [
                   row.System.Name, row.System.Parameters, row.Duration.TotalSeconds, part?.TrialId,
                   part is { } known ? Names.Of(known.Phase) : "", part?.Seconds,
                   part is null ? BarCell.NoValidTrial : "",
               ],
        ]);
}
