using Eval.Harness.Presentation.Tables;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Presentation.Tables;

/// <summary>Goal: the files keep the columns of DESIGN, Section 4, from which the lists here are copied.</summary>
public sealed class HeaderTests
{
    [Theory]
    [InlineData(
        "events.csv",
        "trial_id, stage, sequence, scheduled_ns, created_ns, sent_ns, received_ns, processed_ns, returned_ns, "
            + "outputs, instance_id")]
    [InlineData(
        "trials.csv",
        "run_id, trial_id, session_id, stream, stage, block, repetition, attempt, executor, system, kind, isolation, "
            + "build, start, source, buffer, state, stamps, workload, function, parameters, duration_s, events, "
            + "arrival_ns, t0_ns, t1_ns, t2_ns, generation_span_s, cold_start_penalty, processing_overhead_s, "
            + "paper_overhead_s, admitted, queue_s, sent, received, dropped, lost, duplicated, reordered, requests, "
            + "bytes_in, bytes_out, output_ok, instance_id, instances, cold, lateness_p99_ms, cpu_s, control_cpu_s, "
            + "rss_peak_bytes, instance_seconds, cost, currency, relaxed, unobserved_phases, outcome, outcome_reason, "
            + "valid, invalid_reasons")]
    [InlineData("phases.csv", "trial_id, stage, phase, start_ns, end_ns")]
    [InlineData(
        "faults.csv",
        "trial_id, system, part, at, due_ns, killed_ns, process_id, instance_id, problem, learned_ns, unsent, lost, "
            + "duplicated, recomputed, outcome")]
    [InlineData("timeseries.csv", "session_id, time_ns, streams, instances, backlog")]
    [InlineData(
        "estimates.csv",
        "system, duration_s, parameters, metric, unit, planned, n, invalid, failed, rejected, median, ci_low, ci_high, "
            + "ci_level, mean, min, max")]
    [InlineData(
        "comparisons.csv",
        "metric, duration_s, parameters, system_a, system_b, n_a, n_b, ratio, ci_low, ci_high, p_raw, p_holm, "
            + "cliffs_delta, verdict")]
    public void The_header_is_the_contracts(string file, string columns) =>
        DataDictionary.Tables.Single(table => table.FileName == file).Columns.Select(column => column.Name)
            .ShouldBe(columns.Split(", "));
}
