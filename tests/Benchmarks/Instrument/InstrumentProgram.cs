using System.Globalization;
using Eval.Tests.Benchmarks.Linux;
using Eval.Tests.Benchmarks.Measuring;
using Eval.Tests.Benchmarks.Rigs;

namespace Eval.Tests.Benchmarks.Instrument;

/// <summary>What the instrument itself adds: a live run in which there is no system, through pacer, probe, recorder and
/// analysis, with a function that gives each frame back as it is. All that lies between t0 and t2, apart from the
/// generation span, is then the instrument's. The same with the paper's function stands beside it, without a goal: on
/// frames that an idle processor has to fetch again, that function's own time is the greater part.</summary>
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
        sheet.Parameter("payload_bytes", Frames.PaperBytes);
        sheet.Parameter("others_runnable", MachineLoad.OtherRunnable);
        using var workspace = new Workspace();
        foreach (var rate in RatesPerSecond)
        {
            FillOwn(sheet, Name(rate), await RunAsync(workspace, $"own-{rate}", Scenario(
                rate, seconds, trials, $"kind: synthetic, size: {Frames.PaperBytes}B, service: 0s", "emit")));
            FillWithFunction(sheet, $"{Name(rate)}, grayscale", await RunAsync(workspace, $"grayscale-{rate}", Scenario(
                rate, seconds, trials, "kind: video, width: 160, height: 120, distinct: 20", "grayscale")));
        }
    }

    private static string Name(int rate) => string.Create(CultureInfo.InvariantCulture, $"{rate}/s");

    /// <summary>Runs a scenario: the folder of its results.</summary>
    private static async Task<string> RunAsync(Workspace workspace, string name, string scenario)
    {
        var file = workspace.PathOf($"{name}.yaml");
        var run = workspace.PathOf(name);
        await File.WriteAllTextAsync(file, scenario);
        await EvalProgram.RunAsync("run", file, "--out", run);
        return run;
    }

    private static void FillOwn(Sheet sheet, string name, string run)
    {
        var trials = Rows(run, "trials.csv", ["t0_ns", "t2_ns", "generation_span_s"])
            .Select(row => (TotalSeconds: (row[1] - row[0]) / 1e9, SpanSeconds: row[2]))
            .ToArray();
        var events = Events(run);
        sheet.Add(
            $"{name}: overhead, of t2 - t0", "%",
            new Samples(trials.Select(trial => 100 * (1 - (trial.SpanSeconds / trial.TotalSeconds)))), 0.5,
            Goal.AtMost(2));
        sheet.Add($"{name}: an event, due to processed", "us", Times(events, from: 0, to: 3), 0.5, Goal.AtMost(50));
        sheet.Add($"{name}: of this the generator's lateness", "us", Times(events, from: 0, to: 1));
    }

    private static void FillWithFunction(Sheet sheet, string name, string run)
    {
        var events = Events(run);
        sheet.Add($"{name}: an event, due to processed", "us", Times(events, from: 0, to: 3));
        sheet.Add($"{name}: of this the function's own time", "us", Times(events, from: 2, to: 3));
    }

    private static double[][] Events(string run) =>
        [.. Rows(run, "events.csv", ["scheduled_ns", "created_ns", "received_ns", "processed_ns"])];

    private static Samples Times(double[][] events, int from, int to) =>
        new(events.Select(row => (row[to] - row[from]) / NsPerMicrosecond));

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

    private static string Scenario(int rate, int seconds, int trials, string workload, string function) => $$"""
        schema: 1
        name: instrument
        seed: 20260303
        workload: { {{workload}}, rate: {{rate}}/s }
        function: {{function}}
        durations: [{{seconds}}s]
        repetitions: {{trials}}
        systems:
          - { name: loopback, kind: loopback }
        """;
}
