using Eval.Systems.Sdk;
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
    private const int ProducerCore = 0;
    private const int SystemCore = 1;

    private static readonly string[] Names =
        ["process-handed", "docker-handed", "process", "docker", "nats", "nats-for-waiting"];

    private delegate int NatsRoundTrip(ReadOnlySpan<byte> frame);

    /// <summary>The program.</summary>
    public static Verb Verb { get; } = new(
        "events", "a frame on a running stream, there and back or in a flow, against a bare echo",
        ["rungs", "blocks", "block", "flow", "payload", "seed"], RunAsync);

    private static async Task RunAsync(Options options, Sheet sheet)
    {
        var blocks = options.Integer("blocks", 30);
        var block = options.Integer("block", 100);
        var flow = options.Integer("flow", 400);
        var random = new Random(options.Integer("seed", 20260303));
        var frames = new Frames(seed: 20260303, options.Integer("payload", Frames.PaperBytes));
        sheet.Parameter("blocks", blocks);
        sheet.Parameter("round_trips_per_block", block);
        sheet.Parameter("events_per_flow", flow);
        sheet.Parameter("payload_bytes", frames.Rgb(0).Length);
        sheet.Parameter("producer_core", ProducerCore);
        sheet.Parameter("system_core", SystemCore);
        sheet.Parameter("others_runnable", MachineLoad.OtherRunnable);
        var executable = await InstanceHosts.ExecutableAsync();
        var runners = new Dictionary<string, Runner> { [EchoName] = new(Apart(() => Exchange.Echo(frames))) };
        var events = (blocks + 2) * (block + flow);
        runners[AloneName] = new(Apart(() => Exchange.Alone(executable, frames, events)));
        var rungs = options.List("rungs", Names).Select(Rung.Find).ToList();
        foreach (var rung in rungs)
        {
            runners[rung.Name] = Runner.Of(
                () => Apart(() => Exchange.Stream(rung, executable, frames, events)));
        }

        using var server = rungs.Exists(rung => rung.IsNats) ? Apart(NatsServer.Start) : null;
        using var hop = server is null ? null : new NatsHop(server.Address);
        using var direct = server is null ? null : Apart(() => new NatsDirect(server.Address, isRelayed: false));
        using var relayed = server is null ? null : Apart(() => new NatsDirect(server.Address, isRelayed: true));
        var (hops, directs, relays) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = -1; i < blocks; i++)
        {
            var order = runners.Values.ToArray();
            random.Shuffle(order);
            foreach (var runner in order)
            {
                runner.Run(block, isKept: i >= 0);
                runner.RunFlow(flow, isKept: i >= 0);
            }

            hops.AddRange(Times(hop is null ? null : hop.RoundTrip, frames, block).Where(_ => i >= 0));
            directs.AddRange(Times(direct is null ? null : direct.RoundTrip, frames, block).Where(_ => i >= 0));
            relays.AddRange(Times(relayed is null ? null : relayed.RoundTrip, frames, block).Where(_ => i >= 0));
        }

        Fill(sheet, rungs, runners);
        var echo = new Samples(runners[EchoName].Milliseconds).Quantile(0.5);
        AddFloor(sheet, "NATS hop alone", hops, echo);
        AddFloor(sheet, "NATS from producer to instance, and a socket back", directs, echo);
        AddFloor(sheet, "a relay, NATS to the instance, and a socket back", relays, echo);
    }

    private static void AddFloor(Sheet sheet, string name, List<double> milliseconds, double echo)
    {
        if (milliseconds.Count > 0)
        {
            sheet.AddRatio(name, "ms", new Samples(milliseconds), 0.5, "echo", echo, goal: null);
        }
    }

    /// <summary>A producer is not on its system's core. Left to the kernel an echo has two costs, once 23 and 35 µs, as
    /// it happens to be on the producer's core or not.</summary>
    public static T Apart<T>(Func<T> start) => CoreAffinity.StartAt(SystemCore, ProducerCore, start);

    /// <summary>What a frame takes through a NATS server without any runtime: milliseconds, evaluated at once.
    /// </summary>
    private static List<double> Times(NatsRoundTrip? roundTrip, Frames frames, int count)
    {
        var times = new List<double>();
        var frame = NatsHop.Frame(frames.Rgb(0));
        for (var i = 0; roundTrip is not null && i < count; i++)
        {
            var startNs = MonotonicClock.NowNs;
            roundTrip(frame);
            times.Add((MonotonicClock.NowNs - startNs) / 1e6);
        }

        return times;
    }

    private static void Fill(Sheet sheet, List<Rung> rungs, Dictionary<string, Runner> runners)
    {
        Fill(sheet, "", rungs, runners, runner => runner.Milliseconds);
        Fill(sheet, ", in a flow", rungs, runners, runner => runner.FlowMilliseconds);
        foreach (var runner in runners.Values)
        {
            runner.Dispose();
        }
    }

    private static void Fill(
        Sheet sheet, string how, List<Rung> rungs, Dictionary<string, Runner> runners,
        Func<Runner, List<double>> values)
    {
        var echo = new Samples(values(runners[EchoName]));
        sheet.Add("bare echo" + how, "ms", echo);
        sheet.AddRatio(
            "instance without a control plane" + how, "ms", new Samples(values(runners[AloneName])), 0.5, "echo",
            echo.Quantile(0.5), goal: null);
        foreach (var rung in rungs)
        {
            var runner = runners[rung.Name];
            if (runner.Failure is { } reason)
            {
                sheet.Missing(rung.Title + how, reason);
                continue;
            }

            sheet.AddRatio(
                rung.Title + how, "ms", new Samples(values(runner)), 0.5, "echo", echo.Quantile(0.5),
                Goal.AtMost(rung.IsHanded ? 1.5 : 2.5));
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

        public List<double> FlowMilliseconds { get; } = [];

        public void Run(int count, bool isKept)
        {
            for (var i = 0; i < count; i++)
            {
                Keep(Milliseconds, () => exchange!.Measure(), isKept);
            }
        }

        /// <summary>Many frames on their way at once: one value, an event's share of the time.</summary>
        public void RunFlow(int count, bool isKept) =>
            Keep(FlowMilliseconds, () => exchange!.MeasureFlow(count), isKept);

        private void Keep(List<double> values, Func<double> measure, bool isKept)
        {
            if (Failure is not null)
            {
                return;
            }

            try
            {
                var milliseconds = measure();
                if (isKept)
                {
                    values.Add(milliseconds);
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
