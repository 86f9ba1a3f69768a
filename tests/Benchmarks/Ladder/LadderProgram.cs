using Eval.Systems.Sandboxes;
using Eval.Tests.Benchmarks.Linux;
using Eval.Tests.Benchmarks.Measuring;
using Eval.Tests.Benchmarks.Rigs;

namespace Eval.Tests.Benchmarks.Ladder;

/// <summary>What starting costs on each rung, from connect to the first processed frame, against the floor F.</summary>
internal static class LadderProgram
{
    private const double FloorLimitMilliseconds = 1;
    private const int Discarded = 3;

    /// <summary>The program.</summary>
    public static Verb Verb { get; } = new(
        "ladder", "connect to first processed frame per rung, against F", ["n", "pause", "rungs", "seed", "payload"],
        RunAsync);

    /// <summary>What is required of a rung: quantile and multiple of F's median.</summary>
    private static readonly Dictionary<string, (double Quantile, Goal? Goal)[]> Goals = new()
    {
        ["process"] = [(0.5, Goal.AtMost(8)), (0.9, Goal.AtMost(14))],
        ["process-handed"] = [(0.5, Goal.AtMost(8)), (0.9, Goal.AtMost(14))],
        ["bubblewrap"] = [(0.5, Goal.AtMost(20))],
        ["warm"] = [(0.5, Goal.AtMost(1.4))],
        ["warm-accepts"] = [(0.5, Goal.AtMost(0.8))],
    };

    private static async Task RunAsync(Options options, Sheet sheet)
    {
        var n = options.Integer("n", 30);
        var pause = options.Integer("pause", 300);
        var seed = options.Integer("seed", 20260303);
        var frames = new Frames(seed, options.Integer("payload", Frames.PaperBytes));
        var rungs = options.List("rungs", [.. Rung.All.Select(rung => rung.Name)]).Select(Rung.Find).ToList();
        using var workspace = new Workspace();
        var floor = FloorProgram.Compile(workspace);
        sheet.Parameter("n", n);
        sheet.Parameter("pause_ms", pause);
        sheet.Parameter("seed", seed);
        sheet.Parameter("payload_bytes", frames.Rgb(0).Length);
        sheet.Parameter("others_runnable", MachineLoad.OtherRunnable);
        sheet.Parameter("F", $"'{floor.Compiler}'");

        using var contest = new Contest(await InstanceHosts.ExecutableAsync(), workspace, frames);
        contest.Enter("F", new FloorStart(floor, frames).Measure);
        foreach (var rung in rungs)
        {
            contest.Enter(rung);
        }

        contest.Run(n + Discarded, pause, new Random(seed));
        Fill(sheet, contest, rungs);
    }

    private static void Fill(Sheet sheet, Contest contest, IReadOnlyList<Rung> rungs)
    {
        var floor = contest.Result("F", Discarded);
        sheet.Add("F, the floor", "ms", floor);
        var median = floor.Quantile(0.5);
        if (!(median <= FloorLimitMilliseconds))
        {
            sheet.Void($"the floor's median is {median:0.###} ms, above {FloorLimitMilliseconds} ms");
        }

        foreach (var rung in rungs)
        {
            if (contest.Failure(rung.Name) is { } reason)
            {
                sheet.Missing(rung.Title, reason);
                continue;
            }

            var samples = contest.Result(rung.Name, Discarded);
            if (rung is { Isolation: Isolation.Docker, Parked: 0 })
            {
                AddDocker(sheet, contest, rung, samples);
            }

            foreach (var (quantile, goal) in Goals.GetValueOrDefault(rung.Name, [(0.5, null)]))
            {
                sheet.AddRatio(rung.Title, "ms", samples, quantile, "F", median, goal);
            }
        }
    }

    private static void AddDocker(Sheet sheet, Contest contest, Rung rung, Samples samples)
    {
        if (contest.Failure(Contest.BareDocker) is { } reason)
        {
            sheet.Missing(Contest.BareDocker, reason);
            return;
        }

        var bare = contest.Result(Contest.BareDocker, Discarded);
        if (!rung.IsHanded)
        {
            sheet.Add(Contest.BareDocker, "ms", bare);
        }

        sheet.AddRatio(
            rung.Title, "ms", samples, 0.5, Contest.BareDocker, bare.Quantile(0.5), Goal.AtMost(1.1));
    }
}
