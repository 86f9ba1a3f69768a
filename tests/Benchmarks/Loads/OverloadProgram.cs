using Eval.Systems.Sdk;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Tests.Benchmarks.Linux;
using Eval.Tests.Benchmarks.Measuring;
using Eval.Tests.Benchmarks.Producing;
using Eval.Tests.Benchmarks.Rigs;

namespace Eval.Tests.Benchmarks.Loads;

/// <summary>What is left of a system's peak when twice as much is asked of it, and how soon the rest is told no. The
/// generator has one core to itself, the system the other.</summary>
internal static class OverloadProgram
{
    private const int GeneratorCore = 0;
    private const int SystemCore = 1;
    private const int PeakSeconds = 3;
    private const long DrainNs = 10_000_000_000;
    private static readonly int[] Levels = [2, 4, 8, 16];

    /// <summary>The program.</summary>
    public static Verb Verb { get; } = new(
        "overload", "goodput and rejections at twice the peak", ["rung", "seconds", "factor", "payload", "starting"],
        RunAsync);

    private static async Task RunAsync(Options options, Sheet sheet)
    {
        var rung = Rung.Find(options.Text("rung", "process"));
        var seconds = options.Integer("seconds", 20);
        var factor = options.Integer("factor", 2);
        var frames = new Frames(seed: 20260303, options.Integer("payload", 1024));
        var executable = await InstanceHosts.ExecutableAsync();
        CoreAffinity.TieThisProcess(GeneratorCore);
        using var workspace = new Workspace();
        var limits = new ServerLimits();
        limits = limits with { Starting = options.Integer("starting", limits.Starting) };
        using var plane = ControlPlane.Start(workspace, rung.Name, [rung.Deploy(executable)], limits, SystemCore);
        var path = rung.SocketPath(plane.SocketPath);
        var peak = Peak(new WholeStream(rung.Name, path, frames));
        sheet.Parameter("rung", rung.Name);
        sheet.Parameter("duration_s", seconds);
        sheet.Parameter("offered_over_peak", factor);
        sheet.Parameter("payload_bytes", frames.Rgb(0).Length);
        sheet.Parameter("starting_cap", limits.Starting);
        sheet.Add("peak, closed loop", "streams/s", peak);
        Pause.Milliseconds(1000);
        Offer(sheet, rung, path, frames, peak, factor * peak, seconds);
    }

    /// <summary>The most that a closed loop gets through, over several numbers of producers.</summary>
    private static double Peak(WholeStream stream)
    {
        ClosedLoop.RunFor(producers: 4, PeakSeconds, stream.Run);
        return Levels.Max(producers => ClosedLoop.RunFor(producers, PeakSeconds, stream.Run).PerSecond);
    }

    private static void Offer(
        Sheet sheet, Rung rung, string path, Frames frames, double peak, double rate, int seconds)
    {
        var streams = Enumerable.Range(0, (int)(rate * seconds))
            .Select(number => new SwarmStream(Openings.Next(rung.Name, events: 1), number)).ToList();
        var right = 0;
        using var swarm = new Swarm(path, (stream, output, _) =>
            right += frames.IsGrey(stream.Number, output.Payload.Span) ? 1 : 0);
        var startNs = MonotonicClock.NowNs + 100_000_000;
        foreach (var stream in streams)
        {
            swarm.At(startNs + (long)(stream.Number * 1e9 / rate), _ => swarm.Connect(stream, () =>
            {
                stream.Send(swarm.Frames, frames.Rgb(stream.Number));
                stream.End(swarm.Frames);
            }));
        }

        var endNs = startNs + (seconds * 1_000_000_000L);
        swarm.Run(endNs + DrainNs);
        var completed = streams.Where(stream => stream.Summary?.Outcome == EndKind.Completed).ToList();
        var rejected = streams.Where(stream => stream.Summary?.Outcome == EndKind.Rejected).ToList();
        var goodput = completed.Count(stream => stream.EndedNs <= endNs) / (double)seconds;
        sheet.Add("offered", "streams/s", streams.Count / (double)seconds);
        sheet.AddRatio("goodput", "streams/s", goodput, "peak", peak, Goal.AtLeast(0.75));
        sheet.Add("outputs right", "streams", right, Goal.AtLeast(completed.Count));
        sheet.Add("completed: connect to report", "ms", Durations(completed));
        sheet.Add("rejected: connect to report", "ms", Durations(rejected), 0.99, Goal.AtMost(250));
        sheet.Add("neither completed nor rejected", "streams",
            streams.Count - completed.Count - rejected.Count, Goal.AtMost(0));
        swarm.TellLateness(sheet);
        foreach (var (reason, count) in streams.Except(completed)
            .CountBy(stream => stream.Summary?.Reason ?? stream.Broken ?? "no connection").Take(5))
        {
            sheet.Add($"  {reason}", "streams", count);
        }
    }

    private static Samples Durations(IEnumerable<SwarmStream> streams) =>
        new(streams.Select(stream => (stream.EndedNs - stream.ConnectedNs) / 1e6));
}
