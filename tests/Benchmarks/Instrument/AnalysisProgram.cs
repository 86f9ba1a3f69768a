using Eval.Tests.Benchmarks.Linux;
using Eval.Tests.Benchmarks.Measuring;
using Eval.Tests.Benchmarks.Rigs;

namespace Eval.Tests.Benchmarks.Instrument;

/// <summary>How long a recorded run of a million events takes to be analysed and drawn.</summary>
internal static class AnalysisProgram
{
    private const int RatePerSecond = 100;
    private const int Systems = 4;

    // 10 s and 30 s.
    private const int EventsPerRepetition = Systems * RatePerSecond * (10 + 30);

    /// <summary>The program.</summary>
    public static Verb Verb { get; } = new(
        "analysis", "a recorded run of a million events, analysed and drawn", ["events", "n"], RunAsync);

    private static async Task RunAsync(Options options, Sheet sheet)
    {
        var repetitions = (options.Integer("events", 1_000_000) + EventsPerRepetition - 1) / EventsPerRepetition;
        var rounds = options.Integer("n", 5);
        sheet.Parameter("events", repetitions * EventsPerRepetition);
        sheet.Parameter("trials", repetitions * Systems * 2);
        sheet.Parameter("n", rounds);
        sheet.Parameter("others_runnable", MachineLoad.OtherRunnable);
        using var workspace = new Workspace();
        var (file, run) = (workspace.PathOf("million.yaml"), workspace.PathOf("run"));
        await File.WriteAllTextAsync(file, Scenario(repetitions));
        var (simulated, _) = await EvalProgram.RunAsync("simulate", file, "--out", run);
        sheet.Add("simulate, which records it", "s", simulated);
        sheet.Add("journal", "MiB", new FileInfo(Path.Combine(run, "journal.jsonl")).Length / 1048576.0);
        var analyses = new List<(double Seconds, double PeakMebibytes)>();
        var drawings = new List<(double Seconds, double PeakMebibytes)>();
        for (var round = 0; round < rounds; round++)
        {
            analyses.Add(await EvalProgram.RunAsync("analyze", run));
            drawings.Add(await EvalProgram.RunAsync("plot", run));
        }

        sheet.Add(
            "analyze: read, estimate, compare, draw", "s", new Samples(analyses.Select(one => one.Seconds)), 0.5,
            Goal.AtMost(10));
        sheet.Add("plot: read, estimate, draw", "s", new Samples(drawings.Select(one => one.Seconds)), 0.5,
            Goal.AtMost(10));
        sheet.Add("analyze, resident at most", "MiB", new Samples(analyses.Select(one => one.PeakMebibytes)));
    }

    private static string Scenario(int repetitions) => $$"""
        schema: 1
        name: million
        seed: 20260303
        workload: { kind: video, rate: {{RatePerSecond}}/s, width: 160, height: 120, distinct: 20 }
        function: grayscale
        durations: [10s, 30s]
        repetitions: {{repetitions}}
        systems:
          - { name: stream-function, kind: stream-function, isolation: process }
          - { name: faas, kind: faas, isolation: process }
          - { name: batch, kind: batch, isolation: process }
          - { name: pipeline, kind: pipeline, source: embedded }
        """;
}
