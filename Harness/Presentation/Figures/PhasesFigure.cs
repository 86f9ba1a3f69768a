using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;
using Eval.Harness.Presentation.Tables;
using ScottPlot;

namespace Eval.Harness.Presentation.Figures;

/// <summary>Where the time from t0 to t2 goes: each cell's median trial as one bar of its phases, from where each
/// begins to where it ends. The axis is logarithmic: a start of milliseconds shows beside a stream of a minute.
/// </summary>
internal sealed class PhasesFigure : IFigure
{
    private const float RowHeight = 13;
    private const float LabelWidth = 108;
    private const double TotalShare = 0.26;
    private const int MostTickLabels = 5;
    private const int LongestLabel = 24;
    private const double Half = 0.38;

    private static readonly PhaseName[] Shown =
        [.. Enum.GetValues<PhaseName>().Where(phase => phase != PhaseName.Teardown)];

    /// <inheritdoc/>
    public string Name => "phases";

    /// <inheritdoc/>
    public string Description =>
        "Phases of the trial of median total in each cell, over the time since t0, logarithmic";

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
        var scale = Scale(rows.Select(row => row.Trial));
        var plot = FigureStyle.NewPlot("Time since t0 (s)", "");
        var padding = FigureStyle.Padding;
        plot.Layout.Fixed(new PixelPadding(LabelWidth, padding.Right, padding.Bottom, padding.Top));
        plot.Axes.SetLimits(
            scale.Foot, scale.Top + (TotalShare * (scale.Top - scale.Foot)), -0.6, rows.Count - 0.4);
        plot.Axes.Bottom.TickGenerator = scale.Ticks;
        plot.Axes.Left.SetTicks(
            [.. rows.Select((_, index) => (double)(rows.Count - 1 - index))],
            [.. rows.Select(row => LabelOf(run, row.System, row.Duration))]);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        foreach (var (index, row) in rows.Index())
        {
            DrawRow(plot, scale, row.Trial, rows.Count - 1 - index);
        }

        var seen = rows.SelectMany(row => Phases(row.Trial)).Where(part => part.Seconds > 0)
            .Select(part => part.Phase).ToHashSet();
        return new DrawnFigure(
            plot,
            [.. Shown.Where(seen.Contains).Select(phase => new LegendEntry(Names.Of(phase), ColorOf(phase)))],
            "The trial of median total; phases that nobody observed have no length",
            FigureStyle.ColumnWidth,
            (rows.Count * RowHeight) + padding.Top + padding.Bottom,
            Data(rows));
    }

    private static Measure? MedianTrial(Run run, SystemSpec system, TimeSpan duration)
    {
        var trials = run.Streams
            .Where(measure => measure is { Counts: true, T2Ns: not null }
                && measure.Timeline.Trial.Duration == duration && measure.Timeline.Trial.System.Name == system.Name)
            .OrderBy(measure => measure.T2Ns - measure.T0Ns)
            .ToList();
        return trials.Count == 0 ? null : trials[(trials.Count - 1) / 2];
    }

    private static IEnumerable<PhaseRow> Phases(Measure? trial) =>
        trial is null ? [] : PhaseRow.Of(trial).Where(part => part.Phase != PhaseName.Teardown);

    private static LogScale Scale(IEnumerable<Measure?> trials)
    {
        double[] ends = [.. trials.SelectMany(trial => Phases(trial).Select(part => SecondsOf(trial!, part.EndNs)))];
        return new LogScale(ends, ends, MostTickLabels);
    }

    private static double SecondsOf(Measure trial, long ns) => (ns - trial.T0Ns) * 1e-9;

    private static void DrawRow(Plot plot, LogScale scale, Measure? trial, double y)
    {
        var gap = 0.02 * (scale.Top - scale.Foot);
        var parts = Phases(trial).Where(part => part.Seconds > 0).ToList();
        if (trial is null || parts.Count == 0)
        {
            Write(plot, BarCell.NoValidTrial, scale.Foot + gap, y);
            return;
        }

        foreach (var part in parts)
        {
            // What begins at t0, or ends before the axis does, begins or ends at its foot.
            var from = scale.Place(SecondsOf(trial, part.StartNs)) ?? scale.Foot;
            var to = scale.Place(SecondsOf(trial, part.EndNs)) ?? scale.Foot;
            var box = plot.Add.Rectangle(from, to, y - Half, y + Half);
            box.FillColor = ColorOf(part.Phase);
            box.LineColor = Palette.Ink;
            box.LineWidth = FigureStyle.Outline;
        }

        var totalSeconds = SecondsOf(trial, parts[^1].EndNs);
        Write(plot, Numbers.Seconds(totalSeconds), (scale.Place(totalSeconds) ?? scale.Foot) + gap, y);
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
    internal static Color ColorOf(PhaseName phase) => (int)phase < Palette.Fills.Count
        ? Palette.Fill((int)phase)
        : Palette.Tint((int)phase);

    private static string LabelOf(Run run, SystemSpec system, TimeSpan duration) =>
        run.Scenario.Durations.Distinct().Count() == 1
            ? Shortened(system.Name, "")
            : Shortened(system.Name, $", {Numbers.Duration(duration)}");

    // The end stays: it alone tells the rows of a system apart.
    private static string Shortened(string name, string end) => name.Length + end.Length <= LongestLabel
        ? name + end
        : $"{name[..Math.Min(name.Length, LongestLabel - 1 - end.Length)]}…{end}";

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
