using Eval.Systems.Sdk;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Tests.Benchmarks.Measuring;
using Eval.Tests.Benchmarks.Producing;
using Eval.Tests.Benchmarks.Rigs;

namespace Eval.Tests.Benchmarks.Loads;

/// <summary>Streams that all live at once, each sending at a constant rate whatever comes back.</summary>
/// <param name="Streams">How many.</param>
/// <param name="Rate">Events a second, of each.</param>
/// <param name="Seconds">How long each lasts.</param>
/// <param name="RampSeconds">Over how long their starts are spread.</param>
internal sealed record OpenLoop(int Streams, double Rate, int Seconds, double RampSeconds)
{
    private const long DrainNs = 20_000_000_000;

    private readonly List<double> _latencies = [];
    private readonly List<double> _firstLatencies = [];
    private long _startNs;
    private int _wrong;

    private int Events => (int)(Rate * Seconds);

    private long PeriodNs => (long)(1e9 / Rate);

    /// <summary>Runs it, and fills the sheet: loss, order, latency from the intended time, and the generator's own
    /// lateness. At half time <paramref name="halfTime"/> is called, on another thread.</summary>
    public void Run(Rung rung, ControlPlane plane, Frames frames, Sheet sheet, Goal? latencyP99, Action halfTime)
    {
        using var swarm = new Swarm(rung.SocketPath(plane.SocketPath), Returned);
        var streams = Enumerable.Range(0, Streams)
            .Select(number => new SwarmStream(Openings.Next(rung.Name, Events), number)).ToList();
        _startNs = MonotonicClock.NowNs + 100_000_000;
        foreach (var stream in streams)
        {
            swarm.At(DueNs(stream, 0), _ => swarm.Connect(stream, () => Send(stream, DueNs(stream, 0))));
        }

        Thread? observer = null;
        swarm.At(_startNs + (long)((RampSeconds + (Seconds / 2.0)) * 1e9), _ =>
        {
            observer = new Thread(() => halfTime());
            observer.Start();
        });
        swarm.Run(_startNs + (long)((Seconds + RampSeconds) * 1e9) + DrainNs);
        observer?.Join();
        Fill(sheet, swarm, streams, latencyP99);

        void Send(SwarmStream stream, long dueNs)
        {
            stream.Send(swarm.Frames, frames.Rgb(stream.NextEvent));
            if (stream.NextEvent == Events)
            {
                stream.End(swarm.Frames);
            }
            else
            {
                swarm.At(dueNs + PeriodNs, nextNs => Send(stream, nextNs));
            }
        }

        void Returned(SwarmStream stream, StreamEvent output, long nowNs)
        {
            var latency = (nowNs - DueNs(stream, output.Sequence)) / 1e6;
            (output.Sequence == 0 ? _firstLatencies : _latencies).Add(latency);
            _wrong += frames.IsGrey(output.Sequence, output.Payload.Span) ? 0 : 1;
        }
    }

    private long DueNs(SwarmStream stream, long sequence) =>
        _startNs + (long)(RampSeconds * 1e9 * stream.Number / Streams) + (sequence * PeriodNs);

    private void Fill(Sheet sheet, Swarm swarm, List<SwarmStream> streams, Goal? latencyP99)
    {
        var completed = streams.Count(stream => stream.Summary?.Outcome == EndKind.Completed);
        foreach (var (reason, count) in streams.Where(stream => stream.Summary?.Outcome != EndKind.Completed)
            .CountBy(stream => stream.Summary?.Reason ?? stream.Broken ?? "never connected").Take(3))
        {
            sheet.Missing($"{count} streams", reason);
        }

        var expected = (double)Streams * Events;
        sheet.Add("streams completed", "streams", completed, Goal.AtLeast(Streams));
        sheet.Add("events returned", "events", _latencies.Count + _firstLatencies.Count);
        sheet.Add("events lost", "events", expected - _latencies.Count - _firstLatencies.Count, Goal.AtMost(0));
        sheet.Add("events reordered", "events", streams.Sum(stream => stream.OutOfOrder), Goal.AtMost(0));
        sheet.Add("events wrong", "events", _wrong, Goal.AtMost(0));
        sheet.Add(
            "latency from intended time", "ms", new Samples([.. _latencies, .. _firstLatencies]), 0.99, latencyP99);
        sheet.Add("  of each first event", "ms", new Samples(_firstLatencies));
        swarm.TellLateness(sheet);
    }
}
