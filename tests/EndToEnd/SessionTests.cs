using System.Text.Json;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.EndToEnd;

/// <summary>Goal: many streams at once, as a user runs them. Method: the shipped scenarios and small ones through the
/// built program; each file of the folder is looked at.</summary>
public sealed class SessionTests
{
    private const string Loop = """
        schema: 1
        name: loops
        seed: 7
        workload: { kind: video, rate: 50/s, width: 8, height: 8, distinct: 2 }
        function: grayscale
        durations: [100ms]
        repetitions: 2
        pause: 0s
        arrivals: { kind: hawkes, streams: 12, rate: 10/s, branching: 0.5, decay: 10/s }
        systems:
          - { name: loop, kind: loopback }
          - { name: known, kind: known-answer, coldStart: 5ms, perEvent: 1ms }
        """;

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    /// <summary>Each shipped scenario once, in its profile of a few seconds: every stream of every session has a row,
    /// nothing is lost, and what came back is the oracle's answer.</summary>
    [Theory]
    [InlineData("aftershocks.yaml", 40, 2)]
    [InlineData("many-sensors.yaml", 50, 1)]
    [InlineData("azure-trace.yaml", 0, 1)]
    public async Task A_shipped_scenario_runs_with_all_its_streams(string scenario, int streams, int systems)
    {
        using var scratch = new ScratchFolder();
        var directory = scratch.At("run");
        var result = await RunAsync(
            scratch, "run", Checkout.Scenario(scenario), "--profile", "quick", "--out", directory);

        result.ExitCode.ShouldBeOneOf([0, 3, 4], result.Said);
        var rows = Csv.Read(Path.Combine(directory, "trials.csv"));
        rows.ShouldNotBeEmpty(result.Said);
        rows.Select(row => row["trial_id"]).ShouldBeUnique();
        rows.Select(row => row["system"]).Distinct().Count().ShouldBe(systems);
        foreach (var session in rows.GroupBy(row => row["session_id"]))
        {
            session.Select(row => (int)row.Number("stream")).ShouldBe(Enumerable.Range(0, session.Count()));
            (streams == 0 ? session.Count() > 5 : session.Count() == streams).ShouldBeTrue(result.Said);
        }

        foreach (var row in rows)
        {
            row["outcome"].ShouldBe("completed", result.Said);
            row["invalid_reasons"].Split("; ", StringSplitOptions.RemoveEmptyEntries)
                .Select(reason => reason.Split(':')[0]).ShouldBeSubsetOf(["generator-late", "steal"], result.Said);
            row["output_ok"].ShouldBe("true", result.Said);
            row.Number("lost").ShouldBe(0);
            row["start"].ShouldBe("natural");
            row["cold"].ShouldBe("true", result.Said);
        }

        Csv.Read(Path.Combine(directory, "timeseries.csv")).Max(row => row.Number("streams")).ShouldBeGreaterThan(1);
        (await RunAsync(scratch, "verify", directory)).ExitCode.ShouldBe(0);
    }

    /// <summary>Five hundred sensors with two packets a second for a minute from one process; at reduced scale fewer
    /// seconds. (On a machine that others use the generator may be late, and then says so.)</summary>
    [Fact]
    public async Task Five_hundred_sensors_at_once_lose_nothing()
    {
        using var scratch = new ScratchFolder();
        var text = await File.ReadAllTextAsync(Checkout.Scenario("many-sensors.yaml"), _cancellation);
        var seconds = Scale.Of(60);
        await File.WriteAllTextAsync(
            scratch.At("sensors.yaml"),
            text.Replace("durations: [60s]", $"durations: [{seconds}s]", StringComparison.Ordinal)
                .Replace("rate: 100/s", Scale.IsFull ? "rate: 100/s" : "rate: 500/s", StringComparison.Ordinal),
            _cancellation);
        var directory = scratch.At("run");

        var result = await RunAsync(
            scratch, "run", "sensors.yaml", "--repetitions", "1", "--out", directory);

        var rows = Csv.Read(Path.Combine(directory, "trials.csv")).GroupBy(row => row["session_id"]).Last().ToList();
        rows.Count.ShouldBe(500, result.Said);
        rows.Sum(row => row.Number("received")).ShouldBe(500 * 2 * seconds, result.Said);
        rows.ShouldAllBe(row => row["outcome"] == "completed" && row["output_ok"] == "true");
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', Csv
            .Read(Path.Combine(directory, "estimates.csv")).Where(row => row["metric"] is "lateness_p99_ms"
                or "streams_peak").Select(row => $"{row["metric"]} {row["median"]}")));
    }

    [Fact]
    public async Task Sessions_are_simulated_analysed_again_and_recorded_as_a_trace_that_replays_them()
    {
        using var scratch = new ScratchFolder();
        await File.WriteAllTextAsync(scratch.At("loops.yaml"), Loop, _cancellation);
        var (live, simulated, replayed) = (scratch.At("live"), scratch.At("simulated"), scratch.At("replayed"));

        (await RunAsync(scratch, "simulate", "loops.yaml", "--out", simulated)).ExitCode.ShouldBe(0);
        var result = await RunAsync(scratch, "run", "loops.yaml", "--out", live);
        result.ExitCode.ShouldBeOneOf([0, 4], result.Said);
        var estimates = await File.ReadAllTextAsync(Path.Combine(live, "estimates.csv"), _cancellation);
        estimates.ShouldContain("cold_start_p99_s");
        (await RunAsync(scratch, "analyze", live)).ExitCode.ShouldBe(result.ExitCode);
        (await File.ReadAllTextAsync(Path.Combine(live, "estimates.csv"), _cancellation)).ShouldBe(estimates);

        (await RunAsync(scratch, "record", live, "--out", "trace.csv")).ExitCode.ShouldBe(0);
        await File.WriteAllTextAsync(
            scratch.At("replay.yaml"),
            Loop.Replace(
                "{ kind: hawkes, streams: 12, rate: 10/s, branching: 0.5, decay: 10/s }",
                "{ kind: trace, file: trace.csv }", StringComparison.Ordinal),
            _cancellation);
        (await RunAsync(scratch, "simulate", "replay.yaml", "--out", replayed)).ExitCode.ShouldBe(0);

        Arrivals(replayed).ShouldBe(Arrivals(live), "the trace has the arrivals of the first session");
        Arrivals(simulated).ShouldBe(Arrivals(live), "the simulator draws the same sessions");
    }

    /// <summary>The four systems of the paper under the same session of four streams: the FaaS platform's instances are
    /// shared, so that a later stream may meet one of an earlier; each other stream starts its own.</summary>
    [Fact]
    public async Task All_four_systems_take_several_streams_at_once()
    {
        using var scratch = new ScratchFolder();
        await File.WriteAllTextAsync(
            scratch.At("four.yaml"),
            """
            schema: 1
            name: four
            seed: 7
            workload: { kind: video, rate: 10/s, width: 16, height: 12, distinct: 2 }
            function: grayscale
            durations: [1s]
            repetitions: 1
            arrivals: { kind: constant, streams: 4, rate: 2/s }
            systems:
              - { name: stream-function, kind: stream-function, isolation: process }
              - { name: faas, kind: faas, isolation: process, maxInstances: 2 }
              - { name: batch, kind: batch, isolation: process, maxInstances: 2 }
              - { name: pipeline, kind: pipeline, source: embedded }
            """,
            _cancellation);
        var directory = scratch.At("run");

        var result = await RunAsync(scratch, "run", "four.yaml", "--out", directory);

        var rows = MeasuredRun.Trials(directory, result);
        foreach (var system in rows.GroupBy(row => row["system"]))
        {
            system.Count().ShouldBeGreaterThanOrEqualTo(4, result.Said);
            system.ShouldAllBe(row => row["output_ok"] == "true" && row["received"] == "10", result.Said);
            var cold = system.Where(row => row["attempt"] == "1").Select(row => row["cold"]).ToArray();
            cold[0].ShouldBe("true", system.Key);
            cold.Contains("false").ShouldBe(system.Key is "faas" or "batch", system.Key);
        }

        rows.Select(row => row["system"]).Distinct().Count().ShouldBe(4);
    }

    /// <summary>SIGKILL in the middle, then resume: each session is there whole or not at all, and in the end all are.
    /// </summary>
    [Fact]
    public async Task A_killed_run_of_sessions_is_finished_by_resume()
    {
        using var scratch = new ScratchFolder();
        await File.WriteAllTextAsync(scratch.At("loops.yaml"), Loop, _cancellation);
        var directory = scratch.At("run");
        using (var cli = CliProcess.Start(scratch.Path, "run", "loops.yaml", "--out", directory))
        {
            var journal = Path.Combine(directory, "journal.jsonl");
            for (var wait = 0; wait < 600 && !(File.Exists(journal) && new FileInfo(journal).Length > 0); wait++)
            {
                await Task.Delay(50, _cancellation);
            }

            cli.Kill();
            await cli.EndAsync(_cancellation);
        }

        var result = await RunAsync(scratch, "resume", directory);

        result.ExitCode.ShouldBeOneOf([0, 4], result.Said);
        var sessions = File.ReadLines(Path.Combine(directory, "journal.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement).ToList();
        sessions.ShouldAllBe(session => session.GetProperty("streams").GetArrayLength() == 12);
        var rows = Csv.Read(Path.Combine(directory, "trials.csv"));
        rows.Count.ShouldBe(12 * sessions.Count);
        rows.Where(row => row["attempt"] == "1").Select(row => row["session_id"]).Distinct().Count().ShouldBe(4);
        (await RunAsync(scratch, "verify", directory)).ExitCode.ShouldBe(0);
    }

    /// <summary>More streams than the control plane takes: those beyond are rejected, which is a result.</summary>
    [Fact]
    public async Task Streams_beyond_a_limit_are_rejected_and_the_session_is_valid()
    {
        using var scratch = new ScratchFolder();
        await File.WriteAllTextAsync(
            scratch.At("limit.yaml"),
            Loop.Split("systems:")[0].Replace("[100ms]", "[1s]", StringComparison.Ordinal) + """
            systems:
              - { name: three, kind: stream-function, isolation: in-process, maxStreams: 3 }
            """,
            _cancellation);
        var directory = scratch.At("run");

        var result = await RunAsync(scratch, "run", "limit.yaml", "--repetitions", "1", "--out", directory);

        var rows = Csv.Read(Path.Combine(directory, "trials.csv"));
        var rejected = rows.Where(row => row["outcome"] == "rejected").ToList();
        rejected.Count.ShouldBeGreaterThan(0, result.Said);
        rejected.ShouldAllBe(row => row["admitted"] == "false" && row["outcome_reason"].Contains("3 streams"));
        rows.Count(row => row["outcome"] == "completed").ShouldBeGreaterThanOrEqualTo(3, result.Said);
        Csv.Read(Path.Combine(directory, "estimates.csv")).Single(row => row["metric"] == "rejected_share")["n"]
            .ShouldBeOneOf("0", "1");
    }

    /// <summary>When each stream of the first session came, nanoseconds after the first.</summary>
    private static long[] Arrivals(string directory)
    {
        var rows = Csv.Read(Path.Combine(directory, "trials.csv"))
            .Where(row => row["block"] == "0" && row["attempt"] == "1" && row["system"] == "loop")
            .Select(row => long.Parse(row["arrival_ns"])).ToArray();
        return [.. rows.Select(time => time - rows[0])];
    }

    private async Task<CliResult> RunAsync(ScratchFolder scratch, params string[] arguments)
    {
        using var cli = CliProcess.Start(scratch.Path, arguments);
        return await cli.EndAsync(_cancellation);
    }
}
