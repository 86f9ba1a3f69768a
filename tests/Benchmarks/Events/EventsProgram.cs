using Eval.Systems.Sdk.Protocol;
using Eval.Tests.Benchmarks.Linux;
using Eval.Tests.Benchmarks.Measuring;
using Eval.Tests.Benchmarks.Rigs;

namespace Eval.Tests.Benchmarks.Events;

/// <summary>What an event costs on a running stream, against a bare echo: all kinds take turns in blocks.</summary>
internal static class EventsProgram
{
    private const string EchoName = "echo";
    private const string AloneName = "alone";
    private static readonly string[] Names = ["process-handed", "docker-handed", "process", "docker", "nats"];

    /// <summary>The program.</summary>
    public static Verb Verb { get; } = new(
        "events", "round trip of a frame on a running stream, against a bare echo",
        ["rungs", "blocks", "block", "payload", "seed"], RunAsync);

    private static async Task RunAsync(Options options, Sheet sheet)
    {
        var blocks = options.Integer("blocks", 30);
        var block = options.Integer("block", 100);
        var random = new Random(options.Integer("seed", 20260303));
        var frames = new Frames(seed: 20260303, options.Integer("payload", Frames.PaperBytes));
        sheet.Parameter("blocks", blocks);
        sheet.Parameter("round_trips_per_block", block);
        sheet.Parameter("payload_bytes", frames.Rgb(0).Length);
        sheet.Parameter("others_runnable", MachineLoad.OtherRunnable);
        var executable = await InstanceHosts.ExecutableAsync();
        var runners = new Dictionary<string, Runner> { [EchoName] = new(Exchange.Echo(frames)) };
        runners[AloneName] = new(Exchange.Alone(executable, frames, (blocks + 2) * block));
        var rungs = options.List("rungs", Names).Select(Rung.Find).ToList();
        foreach (var rung in rungs)
        {
            runners[rung.Name] = Runner.Of(() => Exchange.Stream(rung, executable, frames, (blocks + 2) * block));
        }

        for (var i = -1; i < blocks; i++)
        {
            var order = runners.Values.ToArray();
            random.Shuffle(order);
            foreach (var runner in order)
            {
                runner.Run(block, isKept: i >= 0);
            }
        }

        Fill(sheet, rungs, runners);
    }

    private static void Fill(Sheet sheet, List<Rung> rungs, Dictionary<string, Runner> runners)
    {
        var echo = new Samples(runners[EchoName].Milliseconds);
        sheet.Add("bare echo", "ms", echo);
        sheet.AddRatio(
            "instance without a control plane", "ms", new Samples(runners[AloneName].Milliseconds), 0.5, "echo",
            echo.Quantile(0.5), goal: null);
        foreach (var rung in rungs)
        {
            var runner = runners[rung.Name];
            if (runner.Failure is { } reason)
            {
                sheet.Missing(rung.Title, reason);
                continue;
            }

            sheet.AddRatio(
                rung.Title, "ms", new Samples(runner.Milliseconds), 0.5, "echo", echo.Quantile(0.5),
                Goal.AtMost(rung.IsHanded ? 1.5 : 2.5));
        }

        foreach (var runner in runners.Values)
        {
            runner.Dispose();
        }
    }

    /// <summary>One kind; where it fails it stays away from then on.</summary>
    private sealed class Runner(Exchange? exchange) : IDisposable
    {
        public List<double> Milliseconds { get; } = [];

        public string? Failure { get; private set; }

        public static Runner Of(Func<Exchange> create)
        {
            try
            {
                return new Runner(create());
            }
            catch (Exception failure) when (failure is IOException or ProtocolException)
            {
                return new Runner(exchange: null) { Failure = failure.Message };
            }
        }

        public void Run(int count, bool isKept)
        {
            try
            {
                for (var i = 0; i < count && Failure is null; i++)
                {
                    var milliseconds = exchange!.Measure();
                    if (isKept)
                    {
                        Milliseconds.Add(milliseconds);
                    }
                }
            }
            catch (Exception failure) when (failure is IOException or ProtocolException)
            {
                Failure = failure.Message;
            }
        }

        public void Dispose() => exchange?.Dispose();
    }
}
