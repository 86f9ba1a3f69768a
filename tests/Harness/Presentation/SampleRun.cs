using Eval.Harness.Model;

namespace Eval.Tests.Harness.Presentation;

/// <summary>A plausible run without running anything: four systems, two durations, three trials each, by the closed
/// form of ORACLES, Section 1 with a little noise; the numbers never change.</summary>
internal static class SampleRun
{
    public const long T0 = 1_000_000_000_123;

    private const double Rate = 10;

    public static readonly IReadOnlyList<string> Labels = ["stream-function", "faas", "batch", "pipeline"];

    public static Run Create(int durations = 2, int trials = 3, IReadOnlyList<string>? labels = null)
    {
        var names = labels ?? Labels;
        var scenario = SampleScenario.Create(names, [.. new[] { 10, 30, 60 }.Take(durations)], trials);
        var measures = new List<Measure>();
        for (var repetition = 0; repetition < trials; repetition++)
        {
            foreach (var duration in scenario.Durations)
            {
                measures.AddRange(scenario.Systems.Select(system => MeasureOf(scenario, system, duration, repetition)));
            }
        }

        return From(scenario, measures);
    }

    /// <summary>Estimates and comparisons as the analysis would make them, crude but of the right shape.</summary>
    public static Run From(Scenario scenario, IReadOnlyList<Measure> measures) => new(
        SampleScenario.Manifest(scenario),
        scenario,
        measures,
        [
            .. from duration in scenario.Durations
               from system in scenario.Systems
               let cell = measures.Where(measure => measure.Timeline.Trial.Duration == duration
                   && measure.Timeline.Trial.System == system).ToList()
               from metric in (IEnumerable<(string Name, string Unit, Func<Measure, double?> Value)>)
               [
                   ("cold_start_penalty", "1", measure => measure.ColdStartPenalty),
                   ("processing_overhead_s", "s", measure => measure.ProcessingOverheadSeconds),
                   ("cpu_s", "s", measure => measure.Timeline.Consumption.CpuSeconds),
                   ("instance_seconds", "s", measure => measure.Timeline.Consumption.InstanceSeconds),
               ]
               select EstimateOf(scenario, system, duration, cell, metric.Name, metric.Unit, metric.Value),
        ],
        [
            new Comparison
            {
                Metric = "processing_overhead_s", Duration = scenario.Durations[0], SystemA = scenario.Systems[0].Name,
                SystemB = scenario.Systems[^1].Name, CountA = 3, CountB = 3, Ratio = 0.0125, Verdict = "too-few",
            },
        ]);

    public static Measure MeasureOf(Scenario scenario, SystemSpec system, TimeSpan duration, int repetition)
    {
        var n = (int)(duration.TotalSeconds * Rate);
        var noise = 1 + (0.04 * repetition);
        var (cold, service) = system.Kind switch
        {
            "stream-function" => (0.0031 * noise, 0.00012),
            "faas" => (0.0398 * noise, 0.0009),
            "batch" => (((n - 1) / Rate) + (0.041 * noise), 0.0011),
            _ => (3.52 * noise, 0.008),
        };
        var timeline = SampleTimeline.Create(scenario, system, duration, repetition, n, Rate, cold, service);
        var t1 = timeline.Events[0].ReceivedNs!.Value;
        var t2 = timeline.Events[^1].ProcessedNs!.Value;
        var span = (n - 1) / Rate;
        return new Measure
        {
            Timeline = timeline,
            T0Ns = T0,
            T1Ns = t1,
            T2Ns = t2,
            GenerationSpanSeconds = span,
            ColdStartPenalty = (double)(t1 - T0) / (t2 - T0),
            ProcessingOverheadSeconds = ((t2 - T0) * 1e-9) - span,
            PaperOverheadSeconds = ((t2 - T0) * 1e-9) - duration.TotalSeconds,
            ServiceSeconds = service,
            ClosedFormTotalSeconds = Math.Max(span + service, cold + (n * service)),
            LatenessP99Ms = 0.0123,
            Sent = n,
            Received = n,
            Lost = 0,
            Duplicated = 0,
            Reordered = 0,
            Cold = true,
            Phases = SampleTimeline.Phases(timeline, t1, t2),
            UnobservedPhases = system.Kind == "batch" ? [] : [PhaseName.Generate],
        };
    }

    public static Estimate EstimateOf(
        Scenario scenario,
        SystemSpec system,
        TimeSpan duration,
        IReadOnlyList<Measure> cell,
        string metric,
        string unit,
        Func<Measure, double?> value)
    {
        var values = cell.Where(measure => measure.Counts).Select(value).OfType<double>().Order().ToList();
        return new Estimate
        {
            System = system.Name,
            Duration = duration,
            Metric = metric,
            Unit = unit,
            Planned = scenario.Repetitions,
            N = values.Count,
            Invalid = cell.Count(measure => !measure.Valid),
            Failed = cell.Count(measure => measure.Timeline.Outcome is Outcome.Failed or Outcome.Cancelled),
            Rejected = cell.Count(measure => measure.Timeline.Outcome == Outcome.Rejected),
            Median = values.Count == 0 ? null : values[values.Count / 2],
            CiLow = values.Count == 0 ? null : values[0],
            CiHigh = values.Count == 0 ? null : values[^1],
            CiLevel = values.Count == 0 ? null : 1 - Math.Pow(0.5, values.Count - 1),
            Mean = values.Count == 0 ? null : values.Average(),
            Minimum = values.Count == 0 ? null : values[0],
            Maximum = values.Count == 0 ? null : values[^1],
        };
    }
}
