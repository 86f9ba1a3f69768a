using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;
using ScottPlot.TickGenerators;

namespace Eval.Harness.Presentation.Figures;

/// <summary>How a backlog grows and is worked off.</summary>
internal sealed class TimelineFigure : IFigure
{
    /// <inheritdoc/>
    public string Name => "timeline";

    /// <inheritdoc/>
    public string Description =>
        "Events that wait whenever a further one is made, and as the last are processed, over the time since t0, in "
        + "each system's median trial of the longest streams";

    /// <inheritdoc/>
    public DrawnFigure? Draw(Run run)
    {
        if (run.Measures.Count == 0)
        {
            return null;
        }

        var duration = run.Scenario.Durations.Max();
        var lines = run.Scenario.Systems.Select(system => Line(run, system, duration)).ToList();
        var all = lines.SelectMany(line => line.Points).ToList();
        return LineChart.Draw(
            [
                .. lines.Select(line => new ChartSeries(
                    line.System.Name,
                    [.. line.Points.Select(point => new ChartPoint(point.Seconds, Place(point.Backlog)))])),
            ],
            (ChartAxis.FromZero("Time since t0 (s)", all.Select(point => point.Seconds).DefaultIfEmpty(1).Max()),
                Waiting(all.Select(point => point.Backlog).DefaultIfEmpty(1).Max())),
            isStepped: true,
            [],
            $"The trial of median overhead of each system, {Numbers.Duration(duration)} streams",
            Data(lines, duration));
    }

    // Log of 1 + backlog: an empty one has its place, and 600 events do not flatten the rest.
    private static double Place(int backlog) => Math.Log10(1 + backlog);

    private static ChartAxis Waiting(int greatest)
    {
        var ticks = new NumericManual();
        ticks.AddMajor(0, "0");
        for (var decade = 1; decade <= greatest; decade *= 10)
        {
            ticks.AddMajor(Place(decade), Numbers.Exact(decade));
        }

        return new ChartAxis("Waiting events", 0, Place(Math.Max(1, greatest)) * 1.04, ticks);
    }

    private static (SystemSpec System, string Trial, IReadOnlyList<(double Seconds, int Backlog)> Points) Line(
        Run run, SystemSpec system, TimeSpan duration)
    {
        var trials = run.Streams
            .Where(measure => measure.Counts && measure.Timeline.Trial.Duration == duration
                && measure.Timeline.Trial.System.Name == system.Name)
            .OrderBy(measure => measure.ProcessingOverheadSeconds)
            .ToList();
        if (trials.Count == 0)
        {
            return (system, "", []);
        }

        var median = trials[(trials.Count - 1) / 2];
        return (system, median.Timeline.Trial.TrialId, Backlog.Of(median));
    }

    private static FigureData Data(
        IEnumerable<(SystemSpec System, string Trial, IReadOnlyList<(double Seconds, int Backlog)> Points)> lines,
        TimeSpan duration) => new(
        ["system", "parameters", "duration_s", "trial_id", "time_s", "backlog", "note"],
        [
            .. from line in lines
               from point in line.Points.Cast<(double Seconds, int Backlog)?>().DefaultIfEmpty()
               select (IReadOnlyList<object?>)
               [
                   line.System.Name, line.System.Parameters, duration.TotalSeconds, line.Trial, point?.Seconds,
                   point?.Backlog, point is null ? BarCell.NoValidTrial : "",
               ],
        ]);
}
