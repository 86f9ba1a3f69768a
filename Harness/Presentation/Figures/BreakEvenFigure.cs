using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Eval.Harness.Presentation.Figures;

/// <summary>Who wins where: a block for each question, in it columns of durations for each event cost, and rows of
/// arrival rates. Where the winner changes along a row, a bar stands at the duration at which both are equal.</summary>
internal sealed class BreakEvenFigure : IMapFigure
{
    private const int MostColumnLabels = 6;
    private const float RowHeight = 10;
    private const double Gap = 1;
    private const double BlockHead = 1.2;
    private const double Cell = 0.96;

    private static readonly (string Title, string Iso, Func<BreakEvenPoint, IReadOnlyList<string>> Best)[] Blocks =
    [
        ("least overhead", "overhead", point => point.LeastOverhead),
        ("least cost", "cost", point => point.LeastCost),
        ("best on both (white: a trade-off)", "", point => point.Both.Count == 1 ? point.Both : []),
    ];

    /// <inheritdoc/>
    public string Name => "break-even";

    /// <inheritdoc/>
    public string Description =>
        "Which system has the least processing overhead, costs the least, and both, by duration, arrival rate and "
        + "event cost";

    /// <inheritdoc/>
    public DrawnFigure? Draw(BreakEvenMap map)
    {
        if (map.Points.Count == 0)
        {
            return null;
        }

        var grid = new Grid(map);
        var plot = FigureStyle.NewPlot("Stream duration (s)", "Streams per second");
        plot.Axes.SetLimits(-0.5, grid.Width - 0.5, -0.5, grid.Height - 0.5);
        plot.Grid.YAxisStyle.IsVisible = false;
        foreach (var (block, (title, iso, best)) in Blocks.Index())
        {
            Write(plot, title, -0.4, grid.HeadOf(block), Alignment.MiddleLeft);
            foreach (var point in map.Points)
            {
                DrawCell(plot, grid, block, point, best(point));
            }

            foreach (var line in map.IsoLines.Where(line => line.Measure == iso))
            {
                DrawIso(plot, grid, block, line);
            }
        }

        DrawTicks(plot, grid);
        return new DrawnFigure(
            plot,
            [.. grid.Systems.Select((label, index) => new LegendEntry(label, Palette.Fill(index)))],
            $"Pale: others are not told apart. Bars: two are equal. {map.PriceNote}",
            FigureStyle.PageWidth,
            ((float)grid.Height * RowHeight) + FigureStyle.Padding.Top + FigureStyle.Padding.Bottom,
            new FigureData(
                ["duration_s", "arrival_rate_per_s", "event_cost_s", "least_overhead", "least_cost", "best_on_both"],
                [
                    .. map.Points.Select(point => (IReadOnlyList<object?>)
                    [
                        point.Duration.TotalSeconds, point.ArrivalRate, point.EventCost.TotalSeconds,
                        string.Join(';', point.LeastOverhead), string.Join(';', point.LeastCost),
                        string.Join(';', point.Both),
                    ]),
                ]));
    }

    private static void DrawCell(Plot plot, Grid grid, int block, BreakEvenPoint point, IReadOnlyList<string> best)
    {
        var y = grid.Y(block, point.ArrivalRate);
        var fill = best.Count == 0 ? Colors.White
            : best.Count == 1 ? Palette.Fill(grid.Systems.IndexOf(best[0]))
            : Palette.Tint(grid.Systems.IndexOf(best[0]));
        plot.Add.Bar(new Bar
        {
            Position = grid.X(point.Duration, point.EventCost),
            ValueBase = y - (Cell / 2),
            Value = y + (Cell / 2),
            Size = Cell,
            FillColor = fill,
            LineWidth = 0.25f,
            LineColor = Palette.Faint,
        });
    }

    private static void DrawIso(Plot plot, Grid grid, int block, IsoPoint iso)
    {
        var (x, y) = (grid.X(iso.DurationSeconds, iso.EventCost), grid.Y(block, iso.ArrivalRate));
        var line = plot.Add.Line(x, y - 0.5, x, y + 0.5);
        line.LineWidth = FigureStyle.Line;
        line.LineColor = Palette.Ink;
        line.MarkerSize = 0;
    }

    private static void DrawTicks(Plot plot, Grid grid)
    {
        var columns = new NumericManual();
        var each = ((grid.Durations.Count - 1) / MostColumnLabels) + 1;
        foreach (var cost in grid.Costs)
        {
            foreach (var (index, duration) in grid.Durations.Index())
            {
                var label = index % each == 0 ? Numbers.Exact(duration.TotalSeconds) : "";
                columns.AddMajor(grid.X(duration, cost), label);
            }

            var middle = (grid.X(grid.Durations[0], cost) + grid.X(grid.Durations[^1], cost)) / 2;
            Write(plot, $"events of {Numbers.Exact(cost.TotalMilliseconds)} ms", middle, grid.Height - 0.9,
                Alignment.MiddleCenter);
        }

        var rows = new NumericManual();
        for (var block = 0; block < Blocks.Length; block++)
        {
            foreach (var rate in grid.Rates)
            {
                rows.AddMajor(grid.Y(block, rate), Numbers.Exact((double)(decimal)rate));
            }
        }

        plot.Axes.Bottom.TickGenerator = columns;
        plot.Axes.Left.TickGenerator = rows;
    }

    private static void Write(Plot plot, string words, double x, double y, Alignment alignment)
    {
        var text = plot.Add.Text(words, x, y);
        text.LabelFontName = Typeface.Name;
        text.LabelFontSize = FigureStyle.ValueSize;
        text.LabelFontColor = Palette.Ink;
        text.LabelAlignment = alignment;
    }

    /// <summary>Where cells lie, from the lower left: the last block is the lowest.</summary>
    private sealed class Grid(BreakEvenMap map)
    {
        public List<TimeSpan> Durations { get; } = [.. map.Points.Select(point => point.Duration).Distinct().Order()];

        public List<double> Rates { get; } = [.. map.Points.Select(point => point.ArrivalRate).Distinct().Order()];

        public List<TimeSpan> Costs { get; } = [.. map.Points.Select(point => point.EventCost).Distinct().Order()];

        public List<string> Systems { get; } = [.. map.Points[0].Entries.Select(entry => entry.System)];

        public double Width => (Costs.Count * (Durations.Count + Gap)) - Gap;

        public double Height => (Blocks.Length * BlockHeight) + BlockHead;

        private double BlockHeight => Rates.Count + BlockHead;

        public double HeadOf(int block) => Base(block) + Rates.Count + 0.05;

        public double Y(int block, double rate) => Base(block) + Rates.IndexOf(rate);

        public double X(TimeSpan duration, TimeSpan cost) => Left(cost) + Durations.IndexOf(duration);

        public double X(double seconds, TimeSpan cost)
        {
            var above = Math.Max(1, Durations.FindIndex(duration => duration.TotalSeconds >= seconds));
            var (from, to) = (Durations[above - 1].TotalSeconds, Durations[above].TotalSeconds);
            return Left(cost) + above - 1 + ((Math.Log(seconds) - Math.Log(from)) / (Math.Log(to) - Math.Log(from)));
        }

        private double Left(TimeSpan cost) => Costs.IndexOf(cost) * (Durations.Count + Gap);

        private double Base(int block) => (Blocks.Length - 1 - block) * BlockHeight;
    }
}
