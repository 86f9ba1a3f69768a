using Eval.Harness.Model;
using Eval.Harness.Presentation.Tables;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Presentation.Tables;

/// <summary>Each column shows its own field: records in which every field has another value.</summary>
public sealed class CellTests
{
    [Fact]
    public void An_events_row_has_each_stamp_in_its_column()
    {
        var row = new EventRow("t", 0, new EventStamps(1, 2, 3, 4, 5, 6, 7, 8, 9, "i"));

        EventsTable.Table.Values(row).Select(Text)
            .ShouldBe(["t", "0", "1", "2", "3", "4", "5", "6", "7", "8", "i"]);
    }

    [Fact]
    public void An_estimates_row_has_each_number_in_its_column()
    {
        var row = new Estimate
        {
            System = "s", Duration = TimeSpan.FromSeconds(1), Parameters = "p", Metric = "m", Unit = "u",
            Planned = 2, N = 3, Invalid = 4, Failed = 5, Rejected = 6,
            Median = 7, CiLow = 8, CiHigh = 9, CiLevel = 10, Mean = 11, Minimum = 12, Maximum = 13,
        };

        EstimatesTable.Table.Values(row).Select(Text).ShouldBe(
            ["s", "1", "p", "m", "u", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13"]);
    }

    [Fact]
    public void A_trials_row_has_each_count_in_its_column()
    {
        var measure = SampleRun.Create().Measures[0];
        var timeline = measure.Timeline with
        {
            Dropped = 3,
            Consumption = new Consumption
            {
                QueueSeconds = 0, Requests = 7, BytesIn = 8, BytesOut = 9, CpuSeconds = 10, ControlCpuSeconds = 11,
                RssPeakBytes = 12, InstanceSeconds = 13,
            },
        };
        var row = new TrialRow("r", measure with
        {
            Timeline = timeline, Sent = 1, Received = 2, Lost = 4, Duplicated = 5, Reordered = 6,
        });

        string[] columns =
        [
            "queue_s", "sent", "received", "dropped", "lost", "duplicated", "reordered", "requests", "bytes_in",
            "bytes_out", "cpu_s", "control_cpu_s", "rss_peak_bytes", "instance_seconds",
        ];
        var cells = TrialsTable.Table.Header.Zip(TrialsTable.Table.Values(row))
            .ToDictionary(cell => cell.First, cell => Text(cell.Second));
        columns.Select(column => cells[column])
            .ShouldBe(Enumerable.Range(0, columns.Length).Select(number => Text(number)));
    }

    private static string Text(object? value) => FormattableString.Invariant($"{value}");
}
