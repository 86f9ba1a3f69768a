using Shouldly;
using Xunit;

namespace Eval.Tests.EndToEnd;

/// <summary>Goal: a real kill in each kind of system leaves a valid row whose counts add up. Method: the shipped
/// scenario's quick profile, and brokers that are killed.</summary>
public sealed class FailuresTests
{
    private const double Events = 40;

    private const string Brokers = """
        schema: 1
        name: brokers
        seed: 1
        workload: { kind: synthetic, rate: 20/s, service: 20ms }
        function: spin
        durations: [2s]
        repetitions: 1
        pause: 100ms
        systems:
          - { name: pipeline, kind: pipeline, source: embedded, start: running }
          - { name: stream-function, kind: stream-function, isolation: process, buffer: nats, start: cold }
        faults:
          - { kill: broker, at: 50% }
        """;

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_kind_of_system_shows_what_a_kill_costs_it()
    {
        using var scratch = new ScratchFolder();
        var rows = await RunAsync(scratch, Checkout.Scenario("failures.yaml"), "--profile", "quick");

        rows.Select(row => row["system"].Split(' ')[0]).Order().ShouldBe(
            ["batch", "faas", "pipeline", "stream-function"]);
        var stream = Row(rows, "stream-function");
        stream["outcome"].ShouldBe("failed");
        stream["learned_ns"].ShouldNotBeEmpty();
        stream.Number("unsent").ShouldBeInRange(1, (Events / 2) + 1);
        (stream.Number("lost") + stream.Number("unsent")).ShouldBeInRange(1, Events - 1);

        // The platform starts another instance; what was in the one that died is lost, once and for all.
        Row(rows, "faas").Number("lost").ShouldBeInRange(0, 1);
        Row(rows, "faas").Number("unsent").ShouldBe(0);
        Row(rows, "faas").Number("duplicated").ShouldBe(0);

        // One request holds the whole stream.
        var batch = Row(rows, "batch");
        batch.Number("killed_ns").ShouldBeGreaterThan(batch.Number("due_ns"));
        batch["outcome"].ShouldBe("failed");
        batch["learned_ns"].ShouldNotBeEmpty();
        batch.Number("lost").ShouldBeInRange(1, Events);

        // Another worker goes on with what was never acknowledged.
        var pipeline = Row(rows, "pipeline");
        pipeline["outcome"].ShouldBe("completed");
        pipeline["learned_ns"].ShouldBeEmpty();
        pipeline.Number("lost").ShouldBe(0);
        var report = await File.ReadAllTextAsync(scratch.At("run/report.md"), _cancellation);
        report.ShouldContain("## Failures");
    }

    [Fact]
    public async Task A_broker_that_dies_takes_the_stream_with_it()
    {
        using var scratch = new ScratchFolder();
        await File.WriteAllTextAsync(scratch.At("brokers.yaml"), Brokers, _cancellation);

        var rows = await RunAsync(scratch, "brokers.yaml");

        rows.Count.ShouldBe(2);
        foreach (var row in rows)
        {
            row["part"].ShouldBe("broker");
            row["outcome"].ShouldBe("failed");
            row["learned_ns"].ShouldNotBeEmpty();
            (row.Number("lost") + row.Number("unsent")).ShouldBeInRange(1, Events);
        }
    }

    [Fact]
    public async Task A_fault_that_a_system_cannot_have_is_a_mistake_of_the_scenario()
    {
        using var scratch = new ScratchFolder();
        var text = Brokers.Replace("kill: broker", "kill: worker", StringComparison.Ordinal);
        await File.WriteAllTextAsync(scratch.At("bad.yaml"), text, _cancellation);
        using var cli = CliProcess.Start(scratch.Path, "validate", "bad.yaml");

        var result = await cli.EndAsync(_cancellation);

        result.ExitCode.ShouldBe(2, result.Said);
        result.Errors.ShouldContain("bad.yaml:13:13: 'kill: worker' cannot happen to stream-function, which can have "
            + "kill: instance or broker");
    }

    /// <summary>Runs it, and gives the faults of each system's last trial: a late one was planned again.</summary>
    private async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> RunAsync(
        ScratchFolder scratch, string scenario, params string[] more)
    {
        using var cli = CliProcess.Start(
            scratch.Path, ["run", scenario, "--out", scratch.At("run"), .. more]);
        var result = await cli.EndAsync(_cancellation);
        result.ExitCode.ShouldBeOneOf([0, 4], result.Said);
        MeasuredRun.ShouldBeValidOrLate(scratch.At("run"), result);
        var faults = Csv.Read(scratch.At("run/faults.csv"));
        faults.ShouldAllBe(row => row["killed_ns"].Length > 0, result.Said);
        return [.. faults.GroupBy(row => row["system"]).Select(rows => rows.Last())];
    }

    private static IReadOnlyDictionary<string, string> Row(
        IEnumerable<IReadOnlyDictionary<string, string>> rows, string system) =>
        rows.Single(row => row["system"].StartsWith(system, StringComparison.Ordinal));
}
