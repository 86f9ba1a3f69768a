using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Producing;
using Eval.Tests.Benchmarks.Linux;
using Eval.Tests.Benchmarks.Measuring;
using Eval.Tests.Benchmarks.Rigs;

namespace Eval.Tests.Benchmarks.Loads;

/// <summary>Many streams at once: nothing lost, nothing reordered, and prompt.</summary>
internal static class ConcurrentProgram
{
    private static readonly string[] Known = ["streams", "rate", "seconds", "ramp", "payload", "rung", "seed"];

    /// <summary>1,000 in-process streams of 1 KB at 10/s for 60 s.</summary>
    public static Verb Concurrent { get; } = new(
        "concurrent", "1,000 in-process streams of 1 KB at 10/s for 60 s", Known,
        (options, sheet) => RunAsync(options, sheet, new Defaults("in-process", 1000, 10, 60, Goal.AtMost(50))));

    /// <summary>100 process-isolated streams, alive at the same time.</summary>
    public static Verb Processes { get; } = new(
        "processes", "100 process-isolated streams at once", Known,
        (options, sheet) => RunAsync(
            options, sheet, new Defaults("process", 100, 2, 10, LatencyP99: null)));

    private static async Task RunAsync(Options options, Sheet sheet, Defaults defaults)
    {
        var rung = Rung.Find(options.Text("rung", defaults.Rung));
        var streams = options.Integer("streams", defaults.Streams);
        var seconds = options.Integer("seconds", defaults.Seconds);
        var rate = options.Integer("rate", defaults.Rate);
        var ramp = options.Integer("ramp", 1);
        var payload = options.Integer("payload", 1024);
        sheet.Parameter("rung", rung.Name);
        sheet.Parameter("streams", streams);
        sheet.Parameter("rate_per_s", rate);
        sheet.Parameter("duration_s", seconds);
        sheet.Parameter("ramp_s", ramp);
        sheet.Parameter("payload_bytes", payload);
        using var workspace = new Workspace();
        var limits = new ServerLimits { Streams = streams + 16, Starting = streams + 16 };
        using var plane = ControlPlane.Start(
            workspace, rung.Name, [rung.Deploy(await InstanceHosts.ExecutableAsync())], limits);
        var frames = new Frames(options.Integer("seed", 20260303), payload);
        var live = double.NaN;
        var resident = 0L;
        new OpenLoop(streams, rate, seconds, ramp).Run(rung, plane, frames, sheet, defaults.LatencyP99, () =>
        {
            resident = ProcessFacts.ResidentBytes(plane.ProcessId);
            live = CountLive(plane);
        });
        sheet.Add("instances alive at once", "instances", live, Goal.AtLeast(streams));
        sheet.Add("control plane's memory then", "MiB", resident / 1048576.0);
        sheet.Add("control plane's CPU time", "s", ProcessFacts.CpuSeconds(plane.ProcessId));
    }

    /// <summary>NaN where the control plane does not tell: that misses the goal, and the streams go on.</summary>
    private static double CountLive(ControlPlane plane)
    {
        try
        {
            return LiveInstances.Read(plane.SocketPath, TimeSpan.FromSeconds(5)).Count;
        }
        catch (Exception failure) when (failure is IOException or ProtocolException)
        {
            Console.Error.WriteLine($"the live instances are not told: {failure.Message}");
            return double.NaN;
        }
    }

    private sealed record Defaults(string Rung, int Streams, int Rate, int Seconds, Goal? LatencyP99);
}
