using Eval.Systems.Sdk;
using Eval.Tests.Benchmarks.Linux;
using Eval.Tests.Benchmarks.Measuring;

namespace Eval.Tests.Benchmarks.Simulating;

/// <summary>The simulator's speed and memory, in turns with the yardsticks; one core, but for the last row. A turn is
/// short, and ratios are of two turns one right after the other: on a shared machine speed changes within seconds.
/// </summary>
internal static class SimulationProgram
{
    private const string MM1 = "M/M/1 on the kernel";
    private const string MM1Plain = "M/M/1, plain loop on PriorityQueue";
    private const string MM1Yardstick = "M/M/1 on PriorityQueue, all else the kernel's";
    private const string Hold = "HOLD, 100 k, kernel";
    private const string HoldYardstick = "HOLD, 100 k, PriorityQueue";
    private const int DefaultRounds = 41;
    private const int DefaultCustomers = 500_000;
    private const int DefaultStreams = 10_000_000;
    private const int WarmUps = 4;
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
            [MM1Plain] = () => PlainQueueLoop.Run(customers),
            [MM1] = () => QueueLoops.Kernel(customers),
            [MM1Yardstick] = () => QueueLoops.PriorityQueue(customers),
            ["M/M/1 in process style"] = () => QueueLoops.Processes(customers),
            [Hold] = () => HoldLoops.Kernel(customers),
            [HoldYardstick] = () => HoldLoops.PriorityQueue(customers),
            ["HOLD, 100 k, 4-ary heap"] = () => HoldLoops.Heap(customers),
            ["FaaS model, events"] = () => PlatformLoop.Run(customers / 4),
        };
        var results = contest.Keys.ToDictionary(name => name, _ => new List<double>());
        for (var round = -WarmUps; round < rounds; round++)
        {
            // Each of a pair goes first in half of the rounds.
            foreach (var (name, run) in round % 2 == 0 ? contest : contest.Reverse())
            {
                var rate = Rate(run);
                if (round >= 0)
                {
                    results[name].Add(rate);
                }
            }
        }

        Fill(sheet, results);
        var live = options.Integer("live", 1_000_000);
        sheet.Add($"{live} live streams", "MiB", FleetLoops.LiveMebibytes(live), Goal.AtMost(256));
        var streams = options.Integer("streams", DefaultStreams);
        var seconds = FleetLoops.FourModelsSeconds(streams);
        sheet.Add($"{streams} streams x 4 models, 2 cores", "s", seconds, Goal.AtMost(180));
        return Task.CompletedTask;
    }

    private static void Fill(Sheet sheet, Dictionary<string, List<double>> results)
    {
        var goals = new Dictionary<string, double>
        {
            [MM1] = 7, ["M/M/1 in process style"] = 3, [Hold] = 4, ["FaaS model, events"] = 1,
        };
        foreach (var (name, rates) in results)
        {
            Goal? goal = goals.TryGetValue(name, out var least) ? Goal.AtLeast(least) : null;
            sheet.Add(name, "M/s", new Samples(rates), 0.5, goal);
        }

        AddPairs(sheet, results, MM1, MM1Plain, Goal.AtLeast(1.2));
        AddPairs(sheet, results, MM1, MM1Yardstick, goal: null);
        AddPairs(sheet, results, Hold, HoldYardstick, goal: null);
    }

    private static void AddPairs(
        Sheet sheet, Dictionary<string, List<double>> results, string name, string yardstick, Goal? goal) => sheet.Add(
        $"{name}, over: {yardstick}", "x",
        new Samples(results[name].Zip(results[yardstick], (own, theirs) => own / theirs)), 0.5, goal);

    private static double Rate(Func<long> run)
    {
        GC.Collect();
        var startNs = MonotonicClock.NowNs;
        var done = run();
        return done * PerMillion / ((MonotonicClock.NowNs - startNs) / 1e9);
    }
}
