using Eval.Systems.Sdk;
using Eval.Tests.Benchmarks.Linux;
using Eval.Tests.Benchmarks.Measuring;

namespace Eval.Tests.Benchmarks.Simulating;

/// <summary>The simulator's speed and memory, in turns with the yardsticks; one core, but for the last row.</summary>
internal static class SimulationProgram
{
    private const int DefaultRounds = 7;
    private const int DefaultCustomers = 2_000_000;
    private const int DefaultStreams = 10_000_000;
    private const double PerMillion = 1e-6;

    /// <summary>The program.</summary>
    public static Verb Verb { get; } = new(
        "simulation", "the simulator's speed and memory, against loops on the BCL's PriorityQueue",
        ["n", "customers", "streams", "live"], RunAsync);

    private static Task RunAsync(Options options, Sheet sheet)
    {
        var rounds = options.Integer("n", DefaultRounds);
        var customers = options.Integer("customers", DefaultCustomers);
        sheet.Parameter("n", rounds);
        sheet.Parameter("customers", customers);
        sheet.Parameter("others_runnable", MachineLoad.OtherRunnable);
        var contest = new Dictionary<string, Func<long>>
        {
            ["M/M/1 on the kernel"] = () => QueueLoops.Kernel(customers),
            ["M/M/1 on PriorityQueue"] = () => QueueLoops.PriorityQueue(customers),
            ["M/M/1 in process style"] = () => QueueLoops.Processes(customers),
            ["HOLD, 100 k, kernel"] = () => HoldLoops.Kernel(customers),
            ["HOLD, 100 k, 4-ary heap"] = () => HoldLoops.Heap(customers),
            ["HOLD, 100 k, PriorityQueue"] = () => HoldLoops.PriorityQueue(customers),
            ["FaaS model, events"] = () => PlatformLoop.Run(customers / 4),
        };
        var results = contest.Keys.ToDictionary(name => name, _ => new List<double>());
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var (name, run) in contest)
            {
                var rate = Rate(run);
                if (round > 0)
                {
                    results[name].Add(rate);
                }
            }
        }

        Fill(sheet, results.ToDictionary(result => result.Key, result => new Samples(result.Value)));
        var live = options.Integer("live", 1_000_000);
        sheet.Add($"{live} live streams", "MiB", FleetLoops.LiveMebibytes(live), Goal.AtMost(256));
        var streams = options.Integer("streams", DefaultStreams);
        var seconds = FleetLoops.FourModelsSeconds(streams);
        sheet.Add($"{streams} streams x 4 models, 2 cores", "s", seconds, Goal.AtMost(180));
        return Task.CompletedTask;
    }

    private static void Fill(Sheet sheet, Dictionary<string, Samples> results)
    {
        var goals = new Dictionary<string, double>
        {
            ["M/M/1 on the kernel"] = 7,
            ["M/M/1 in process style"] = 3,
            ["HOLD, 100 k, kernel"] = 4,
            ["FaaS model, events"] = 1,
        };
        foreach (var (name, samples) in results)
        {
            Goal? goal = goals.TryGetValue(name, out var least) ? Goal.AtLeast(least) : null;
            sheet.Add(name, "M/s", samples, 0.5, goal);
        }

        sheet.AddRatio(
            "M/M/1 on the kernel", "M/s", results["M/M/1 on the kernel"], 0.5, "PriorityQueue",
            results["M/M/1 on PriorityQueue"].Quantile(0.5), Goal.AtLeast(1.2));
        sheet.AddRatio(
            "HOLD, 100 k, kernel", "M/s", results["HOLD, 100 k, kernel"], 0.5, "PriorityQueue",
            results["HOLD, 100 k, PriorityQueue"].Quantile(0.5), null);
    }

    private static double Rate(Func<long> run)
    {
        GC.Collect();
        var startNs = MonotonicClock.NowNs;
        var done = run();
        return done * PerMillion / ((MonotonicClock.NowNs - startNs) / 1e9);
    }
}
