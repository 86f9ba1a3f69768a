using System.Globalization;
using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Figures;

/// <summary>How many events were processed within a time.</summary>
internal sealed class LatencyEcdfFigure : IFigure
{
    private const int MostPoints = 400;

    /// <inheritdoc/>
    public string Name => "latency-ecdf";

    /// <inheritdoc/>
    public string Description =>
        "Share of events processed within a latency, from the time at which they were due, in the longest streams";

    /// <inheritdoc/>
    public DrawnFigure? Draw(Run run)
    {
        if (run.Measures.Count == 0)
        {
            return null;
        }

        var duration = run.Scenario.Durations.Max();
        var curves = run.Scenario.Systems.Select(system => Curve(run, system, duration)).ToList();
        var (x, scale) = ChartAxis.Logarithmic(
            "Event latency (ms)", [.. curves.SelectMany(curve => curve.Points).Select(point => point.Latency)]);
        var y = ChartAxis.At(
            "Share of events",
            [(0, "0"), (0.25, "0.25"), (0.5, "0.5"), (0.75, "0.75"), (1, "1")],
            margin: 0.02);
        return LineChart.Draw(
            [
                .. curves.Select(curve => new ChartSeries(
                    curve.System.Name,
                    [.. curve.Points.Select(point => new ChartPoint(scale.Place(point.Latency)!.Value, point.Share))])),
            ],
            (x, y),
            isStepped: true,
            [],
            string.Create(
                CultureInfo.InvariantCulture,
                $"All events of the valid trials of {Numbers.Duration(duration)} streams, from their due time"),
            Data(curves, duration));
    }

    /// <summary>Evenly many of the sorted latencies, each with the share of events up to it.</summary>
    private static (SystemSpec System, IReadOnlyList<(double Latency, double Share)> Points) Curve(
        Run run, SystemSpec system, TimeSpan duration)
    {
        var latencies = new LatencySample(run.Streams
            .Where(measure => measure.Counts && measure.Timeline.Trial.Duration == duration
                && measure.Timeline.Trial.System.Name == system.Name)
            .SelectMany(measure => EventLatencies.Nanoseconds(measure.Timeline))
            .Where(latency => latency > 0));
        var count = Math.Min(MostPoints, latencies.Count);
        long[] ranks = [.. Enumerable.Range(1, (int)count).Select(point => point * latencies.Count / count)];
        return (system,
        [
            .. latencies.AtRanksMs(ranks).Zip(ranks, (latency, rank) => (latency, (double)rank / latencies.Count)),
        ]);
    }

    private static FigureData Data(
        IEnumerable<(SystemSpec System, IReadOnlyList<(double Latency, double Share)> Points)> curves,
        TimeSpan duration) => new(
        ["system", "parameters", "duration_s", "latency_ms", "share", "note"],
        [
            .. from curve in curves
               from point in curve.Points.Cast<(double Latency, double Share)?>().DefaultIfEmpty()
               select (IReadOnlyList<object?>)
               [
                   curve.System.Name, curve.System.Parameters, duration.TotalSeconds, point?.Latency, point?.Share,
                   point is null ? BarCell.NoValidTrial : "",
               ],
        ]);
}
