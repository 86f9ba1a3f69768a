using Eval.Harness.Analysis.Metrics;
using Eval.Harness.Model;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Analysis.Metrics;

public sealed class MetricCatalogTests
{
    [Fact]
    public void A_flawless_trial_has_every_metric_with_its_unit() =>
        Values(Timelines.Flawless().Measured()).ShouldBe([
            ("cold_start_penalty", "1", Math.Round(50.0 / 902, 12)),
            ("cold_start_s", "s", 0.05),
            ("control_cpu_s", "s", 0.02),
            ("cpu_s", "s", 0.1),
            ("delay_after_fault_s", "s", null),
            ("event_latency_p50_ms", "ms", 2),
            ("event_latency_p99_ms", "ms", 47.5),
            ("instance_seconds", "s", 1.5),
            ("learned_s", "s", null),
            ("lost_events", "1", null),
            ("paper_overhead_s", "s", -0.098),
            ("processing_overhead_s", "s", 0.002),
            ("recomputed_events", "1", null),
            ("recovery_s", "s", null),
            ("repeated_events", "1", null),
            ("rss_peak_bytes", "bytes", 1 << 20),
            ("total_s", "s", 0.902),
            ("unsent_events", "1", null)]);

    [Fact]
    public void A_trial_that_measured_nothing_has_no_value_of_any_metric() =>
        Values((Timelines.Flawless() with { Events = [], Outcome = Outcome.Rejected, Consumption = new() }).Measured())
            .ShouldAllBe(metric => metric.Value == null);

    [Fact]
    public void The_headline_metrics_are_compared() =>
        MetricCatalog.All.Where(m => m.IsCompared).Select(m => m.Name)
            .ShouldBe(["cold_start_penalty", "cold_start_s", "processing_overhead_s", "total_s"]);

    private static IEnumerable<(string Name, string Unit, double? Value)> Values(Measure measure) =>
        from metric in MetricCatalog.All
        let value = metric.Value(measure)
        select (metric.Name, metric.Unit, value is null ? value : Math.Round(value.Value, 12));
}
