using System.Globalization;
using Eval.Systems.Faas;
using Eval.Systems.HostBuilds;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Tests.Benchmarks.Linux;
using Eval.Tests.Benchmarks.Measuring;
using Eval.Tests.Benchmarks.Rigs;

namespace Eval.Tests.Benchmarks.Platform;

/// <summary>What the FaaS platform adds to its own function host: at a cold start, and to each event on a warm one.
/// </summary>
internal static class FaasProgram
{
    private const int Discarded = 3;
    private const string Gateway = "Eval.Systems.Faas";

    /// <summary>The program.</summary>
    public static Verb Verb { get; } = new(
        "faas", "a cold start through the FaaS platform, and an event, against its host alone and a bare YARP hop",
        ["n", "pause", "blocks", "block", "payload", "seed"], RunAsync);

    private static async Task RunAsync(Options options, Sheet sheet)
    {
        var n = options.Integer("n", 30);
        var pause = options.Integer("pause", 300);
        var blocks = options.Integer("blocks", 30);
        var block = options.Integer("block", 100);
        var seed = options.Integer("seed", 20260303);
        var frames = new Frames(seed, options.Integer("payload", Frames.PaperBytes));
        var random = new Random(seed);
        sheet.Parameter("n", n);
        sheet.Parameter("pause_ms", pause);
        sheet.Parameter("blocks", blocks);
        sheet.Parameter("requests_per_block", block);
        sheet.Parameter("payload_bytes", frames.Rgb(0).Length);
        sheet.Parameter("seed", seed);
        sheet.Parameter("others_runnable", MachineLoad.OtherRunnable);
        var hosts = new HostBuilder(BuildFacts.SourceRoot(), CacheFolder.Locate(), Console.Error.WriteLine);
        var host = await hosts.GetAsync("Systems/FaasHost", "aot", CancellationToken.None);
        using var workspace = new Workspace();
        using var gateway = ChildProgram.Start(Gateway, GatewayArguments(host.Executable, workspace));
        Cold(sheet, new ColdStarts(host.Executable, workspace, gateway.Address, frames), n, pause, random);
        Warm(sheet, host.Executable, workspace, gateway.Address, frames, (blocks, block), random);
    }

    private static IReadOnlyList<string> GatewayArguments(string host, Workspace workspace) =>
    [
        "--host", host,
        "--function", "grayscale",
        "--workspace", workspace.Folder,
        "--box", new BoxPolicy(Isolation.Process, new SandboxSettings
        {
            Owner = string.Create(CultureInfo.InvariantCulture, $"eval-load-{Environment.ProcessId}-faas"),
        }).Encode(),
        "--max-body", "16777216",
        "--queue", "1024",
        "--concurrency", "1",
        "--min-instances", "0",
        "--max-instances", "1",
        "--idle-timeout", "3600",
        "--start-timeout", "20",
    ];

    private static void Cold(Sheet sheet, ColdStarts starts, int n, int pause, Random random)
    {
        Func<long, double>[] kinds = [starts.Bare, starts.ThroughPlatform];
        var milliseconds = kinds.ToDictionary(kind => kind, _ => new List<double>());
        for (var round = 0; round < n + Discarded; round++)
        {
            var order = kinds.ToArray();
            random.Shuffle(order);
            foreach (var kind in order)
            {
                Pause.Milliseconds(pause);
                milliseconds[kind].Add(kind(round));
            }
        }

        var bare = new Samples(milliseconds[kinds[0]].Skip(Discarded));
        sheet.Add("bare start of the host, first event back", "ms", bare);
        sheet.AddRatio(
            "cold start through the platform", "ms", new Samples(milliseconds[kinds[1]].Skip(Discarded)), 0.5,
            "bare start", bare.Quantile(0.5), Goal.AtMost(1.3));
    }

    private static void Warm(
        Sheet sheet, string host, Workspace workspace, Uri gateway, Frames frames, (int Count, int Size) blocks,
        Random random)
    {
        using var bare = new BareHost(host, workspace);

        // With the gateway's own collector, or that would be half of what is compared.
        using var hop = ChildProgram.Start("Eval.Tests.Benchmarks", [YarpHop.Verb, bare.Socket], Gateway);
        using var throughHop = RawHttp.Connect(hop.Address);
        using var throughPlatform = RawHttp.Connect(gateway);
        RawHttp[] kinds = [bare.Connection, throughHop, throughPlatform];
        var milliseconds = kinds.ToDictionary(kind => kind, _ => new List<double>());
        for (var i = -2; i < blocks.Count; i++)
        {
            var order = kinds.ToArray();
            random.Shuffle(order);
            foreach (var kind in order)
            {
                for (var k = 0; k < blocks.Size; k++)
                {
                    var spent = Measure(kind, frames, k);
                    if (i >= 0)
                    {
                        milliseconds[kind].Add(spent);
                    }
                }
            }
        }

        var direct = new Samples(milliseconds[kinds[0]]);
        var yarp = new Samples(milliseconds[kinds[1]]);
        var platform = new Samples(milliseconds[kinds[2]]);
        sheet.Add("POST to the host itself", "ms", direct);
        sheet.AddRatio("through a bare YARP hop", "ms", yarp, 0.5, "direct", direct.Quantile(0.5), goal: null);
        sheet.AddRatio(
            "through the platform, warm", "ms", platform, 0.5, "direct", direct.Quantile(0.5), Goal.AtMost(2.2));
        sheet.AddRatio(
            "through the platform, warm", "ms", platform, 0.5, "a bare YARP hop", yarp.Quantile(0.5),
            Goal.AtMost(1.3));
    }

    private static double Measure(RawHttp connection, Frames frames, long number)
    {
        var item = new StreamEvent(number, frames.Rgb(number));
        var startNs = MonotonicClock.NowNs;
        var answer = connection.PostEvent(item);
        var endNs = MonotonicClock.NowNs;
        return frames.IsGrey(number, answer)
            ? (endNs - startNs) / 1e6
            : throw new IOException($"a wrong output for frame {number}");
    }

    /// <summary>Both ways to a first event from nothing; what was started is ended before the next.</summary>
    private sealed class ColdStarts(string host, Workspace workspace, Uri gateway, Frames frames)
    {
        /// <summary>From before the spawn to the whole first output, milliseconds.</summary>
        public double Bare(long number)
        {
            var item = new StreamEvent(number, frames.Rgb(number));
            var startNs = MonotonicClock.NowNs;
            using var bare = new BareHost(host, workspace);
            var answer = bare.Connection.PostEvent(item);
            var endNs = MonotonicClock.NowNs;
            return Checked(number, answer, endNs - startNs);
        }

        /// <summary>From before the client's connect to the whole first output, milliseconds.</summary>
        public double ThroughPlatform(long number)
        {
            var item = new StreamEvent(number, frames.Rgb(number));
            var startNs = MonotonicClock.NowNs;
            using var client = RawHttp.Connect(gateway);
            var answer = client.PostEvent(item);
            var endNs = MonotonicClock.NowNs;
            var spent = Checked(number, answer, endNs - startNs);
            using var control = new HttpClient { BaseAddress = gateway };
            using var ended = control.PostAsync(
                new Uri(FaasProtocol.EndRoute, UriKind.Relative), content: null).GetAwaiter().GetResult();
            ended.EnsureSuccessStatusCode();
            return spent;
        }

        private double Checked(long number, ReadOnlySpan<byte> answer, long spentNs) =>
            frames.IsGrey(number, answer)
                ? spentNs / 1e6
                : throw new IOException($"a wrong output for frame {number}");
    }
}
