using System.Globalization;
using Eval.Tests.Benchmarks.Linux;
using Eval.Tests.Benchmarks.Measuring;
using Eval.Tests.Benchmarks.Rigs;

namespace Eval.Tests.Benchmarks.Instrument;

/// <summary>What the instrument itself adds: a live run in which there is no system, through pacer, probe, recorder and
/// analysis. All that lies between t0 and t2, apart from the generation span, is the instrument's.</summary>
internal static class InstrumentProgram
{
    private const double NsPerMicrosecond = 1e3;
    private static readonly int[] RatesPerSecond = [10, 100, 1_000];

    /// <summary>The program.</summary>
    public static Verb Verb { get; } = new(
        "instrument", "the instrument's own cost: a live run of no system at all", ["n", "seconds"], RunAsync);

    private static async Task RunAsync(Options options, Sheet sheet)
    {
        var trials = options.Integer("n", 10);
        var seconds = options.Integer("seconds", 2);
        sheet.Parameter("trials", trials);
        sheet.Parameter("seconds", seconds);
        sheet.Parameter("others_runnable", MachineLoad.OtherRunnable);
        using var workspace = new Workspace();
        foreach (var rate in RatesPerSecond)
        {
            var file = workspace.PathOf(FormattableString.Invariant($"at-{rate}.yaml"));
            var run = workspace.PathOf(FormattableString.Invariant($"run-{rate}"));
            await File.WriteAllTextAsync(file, Scenario(rate, seconds, trials));
            await EvalProgram.RunAsync("run", file, "--out", run);
            Fill(sheet, FormattableString.Invariant($"{rate}/s"), run);
        }
    }

    private static void Fill(Sheet sheet, string name, string run)
    {
        var trials = Rows(run, "trials.csv", ["t0_ns", "t2_ns", "generation_span_s"])
            .Select(row => (TotalSeconds: (row[1] - row[0]) / 1e9, SpanSeconds: row[2]))
            .ToArray();
        var events = Rows(run, "events.csv", ["scheduled_ns", "created_ns", "processed_ns"]).ToArray();
        sheet.Add(
            $"{name}: overhead, of t2 - t0", "%",
            new Samples(trials.Select(trial => 100 * (1 - (trial.SpanSeconds / trial.TotalSeconds)))), 0.5,
            Goal.AtMost(2));
        sheet.Add(
            $"{name}: an event, due to processed", "us",
            new Samples(events.Select(row => (row[2] - row[0]) / NsPerMicrosecond)), 0.5, Goal.AtMost(50));
        sheet.Add(
            $"{name}: of this the generator's lateness", "us",
            new Samples(events.Select(row => (row[1] - row[0]) / NsPerMicrosecond)));
    }

    /// <summary>These columns of each row of a result file; neither they nor those before them are ever
    /// quoted.</summary>
    private static IEnumerable<double[]> Rows(string run, string file, string[] columns)
    {
        var lines = File.ReadLines(Path.Combine(run, file)).Select(line => line.Split(','));
        var header = lines.First();
        var places = columns.Select(column => Array.IndexOf(header, column)).ToArray();
        return lines.Skip(1).Select(row => places
            .Select(place => double.Parse(row[place], CultureInfo.InvariantCulture)).ToArray());
    }

    private static string Scenario(int rate, int seconds, int trials) => $$"""
        schema: 1
        name: instrument
        seed: 20260303
        workload: { kind: video, rate: {{rate}}/s, width: 160, height: 120, distinct: 20 }
        function: grayscale
        durations: [{{seconds}}s]
        repetitions: {{trials}}
        systems:
          - { name: loopback, kind: loopback }
        """;
}
