using Eval.Systems.Adapters;
using Eval.Systems.HostBuilds;
using Eval.Systems.Pipelines.Protocol;
using Eval.Tests.Benchmarks.Linux;
using Eval.Tests.Benchmarks.Measuring;
using Eval.Tests.Benchmarks.Rigs;
using NatsServer = Eval.Systems.Adapters.NatsServer;

namespace Eval.Tests.Benchmarks.Drains;

/// <summary>How fast a worker of the pipeline drains what waits at the broker, against a bare loop over the same broker
/// in a process of its own: both stand ready, and take turns in blocks.</summary>
internal static class DrainProgram
{
    private const int Seed = 20260303;
    private static readonly TimeSpan JoinLimit = TimeSpan.FromSeconds(60);

    /// <summary>The program.</summary>
    public static Verb Verb { get; } = new(
        "pipeline-drain", "frames per second that one worker drains from JetStream, against a bare loop",
        ["frames", "blocks", "payload"], RunAsync);

    private static async Task RunAsync(Options options, Sheet sheet)
    {
        var count = options.Integer("frames", 2000);
        var blocks = options.Integer("blocks", 7);
        var frames = new Frames(Seed, options.Integer("payload", Frames.PaperBytes));
        sheet.Parameter("frames", count);
        sheet.Parameter("blocks", blocks);
        sheet.Parameter("payload_bytes", frames.Rgb(0).Length);
        sheet.Parameter("others_runnable", MachineLoad.OtherRunnable);
        using var workspace = new Workspace();
        await using var server = await NatsServer.StartAsync(workspace.Folder, CancellationToken.None);
        var host = await new HostBuilder(BuildFacts.SourceRoot(), CacheFolder.Locate())
            .GetAsync("Systems/Pipelines", "r2r", CancellationToken.None);
        await using var cluster = PipelineCluster.Start(
            new PipelineShape(host.Executable, 1, Timers.Default, ReplacesWorkers: false), "drain");
        await cluster.Joined.WaitAsync(JoinLimit);
        using var bare = BareDrain.Start(server.Port);
        var rig = new DrainRig(server.Port, frames, count);
        var runs = new Dictionary<string, (Action<string> Start, List<double> Rates)>
        {
            ["bare"] = (bare.Drain, []),
            ["pipeline"] = (id => cluster.Submit(rig.JobOf(id)), []),
        };
        var random = new Random(Seed);
        for (var block = -1; block < blocks; block++)
        {
            var order = runs.Keys.ToArray();
            random.Shuffle(order);
            foreach (var name in order)
            {
                var rate = await rig.MeasureAsync($"{name}-{block + 1}", runs[name].Start);
                if (block >= 0)
                {
                    runs[name].Rates.Add(rate);
                }
            }
        }

        var yardstick = new Samples(runs["bare"].Rates);
        sheet.Add("bare loop", "frames/s", yardstick);
        sheet.AddRatio(
            "pipeline, one worker", "frames/s", new Samples(runs["pipeline"].Rates), 0.5, "bare loop",
            yardstick.Quantile(0.5), Goal.AtLeast(0.7));
    }
}
