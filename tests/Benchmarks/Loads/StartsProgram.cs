using Eval.Systems.StreamFunctions.Deploying;
using Eval.Tests.Benchmarks.Measuring;
using Eval.Tests.Benchmarks.Producing;
using Eval.Tests.Benchmarks.Rigs;

namespace Eval.Tests.Benchmarks.Loads;

/// <summary>How many whole streams a second each rung sustains: a closed loop of four producers.</summary>
internal static class StartsProgram
{
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
        var rungs = options.List("rungs", ["in-process", "process", "bubblewrap"]).Select(Rung.Find).ToList();
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
            ClosedLoop.RunFor(producers, seconds: 2, stream.Run);
            var loop = ClosedLoop.RunFor(producers, seconds, stream.Run);
            Add(sheet, rung.Title, loop, Goals.TryGetValue(rung.Name, out var goal) ? goal : null);
        }
        catch (IOException failure)
        {
            sheet.Missing(rung.Title, failure.Message);
        }
    }

    private static void Add(Sheet sheet, string title, ClosedLoop loop, Goal? goal)
    {
        sheet.Add(title, "starts/s", loop.PerSecond, goal);
        if (loop.Failed > 0)
        {
            sheet.Missing($"  {loop.Failed} streams failed", loop.Failures);
        }
    }
}
