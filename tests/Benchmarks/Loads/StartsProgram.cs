using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Tests.Benchmarks.Ladder;
using Eval.Tests.Benchmarks.Measuring;
using Eval.Tests.Benchmarks.Producing;
using Eval.Tests.Benchmarks.Rigs;

namespace Eval.Tests.Benchmarks.Loads;

/// <summary>How many whole streams a second each rung sustains: a closed loop of four producers.</summary>
internal static class StartsProgram
{
    private const double WarmUpSeconds = 2;
    private const int Turns = 3;

    /// <summary>The program.</summary>
    public static Verb Verb { get; } = new(
        "starts", "starts per second, sustained, per rung",
        ["rungs", "seconds", "producers", "payload", "seed"], RunAsync);

    private static readonly Dictionary<string, Goal> Goals = new()
    {
        ["in-process"] = Goal.AtLeast(6000),
        ["process"] = Goal.AtLeast(400),
        ["bubblewrap"] = Goal.AtLeast(150),
    };

    private static async Task RunAsync(Options options, Sheet sheet)
    {
        var seconds = options.Integer("seconds", 30);
        var producers = options.Integer("producers", 4);
        var frames = new Frames(options.Integer("seed", 20260303), options.Integer("payload", Frames.PaperBytes));
        var rungs = options.List("rungs", ["in-process", "process", "bubblewrap", "docker"]).Select(Rung.Find).ToList();
        sheet.Parameter("duration_s", seconds);
        sheet.Parameter("producers", producers);
        sheet.Parameter("payload_bytes", frames.Rgb(0).Length);
        var executable = await InstanceHosts.ExecutableAsync();
        foreach (var rung in rungs)
        {
            Measure(sheet, rung, executable, frames, seconds, producers);
        }
    }

    private static void Measure(
        Sheet sheet, Rung rung, string executable, Frames frames, int seconds, int producers)
    {
        using var workspace = new Workspace();
        try
        {
            using var plane = ControlPlane.Start(
                workspace, rung.Name, [rung.Deploy(executable)], new ServerLimits());
            var stream = new WholeStream(rung.Name, rung.SocketPath(plane.SocketPath), frames);
            ClosedLoop.RunFor(producers, WarmUpSeconds, stream.Run);
            if (rung.Isolation == Isolation.Docker)
            {
                using var bare = BareContainers.Like(rung, plane, workspace, frames);
                MeasureDocker(sheet, rung, stream, bare, seconds, producers);
                return;
            }

            var loop = ClosedLoop.RunFor(producers, seconds, stream.Run);
            sheet.Add(
                rung.Title, "starts/s", loop.PerSecond, Goals.TryGetValue(rung.Name, out var goal) ? goal : null);
            TellFailures(sheet, loop);
        }
        catch (Exception failure) when (failure is IOException or ProtocolException)
        {
            sheet.Missing(rung.Title, failure.Message);
        }
    }

    /// <summary>Control plane and bare engine take turns, each for the whole time in total.</summary>
    private static void MeasureDocker(
        Sheet sheet, Rung rung, WholeStream stream, BareContainers bare, int seconds, int producers)
    {
        var (ours, theirs) = (new List<ClosedLoop>(), new List<ClosedLoop>());
        for (var turn = 0; turn < Turns; turn++)
        {
            ours.Add(ClosedLoop.RunFor(producers, (double)seconds / Turns, stream.Run));
            theirs.Add(ClosedLoop.RunFor(producers, (double)seconds / Turns, () => bare.Measure(turn)));
        }

        sheet.Add("bare Engine API", "starts/s", PerSecond(theirs));
        sheet.AddRatio(
            rung.Title, "starts/s", PerSecond(ours), "bare Engine API", PerSecond(theirs), Goal.AtLeast(0.9));
        ours.Concat(theirs).ToList().ForEach(loop => TellFailures(sheet, loop));
    }

    private static double PerSecond(List<ClosedLoop> turns) =>
        turns.Sum(turn => turn.Completed) / turns.Sum(turn => turn.Seconds);

    private static void TellFailures(Sheet sheet, ClosedLoop loop)
    {
        if (loop.Failed > 0)
        {
            sheet.Missing($"  {loop.Failed} streams failed", loop.Failures);
        }
    }
}
