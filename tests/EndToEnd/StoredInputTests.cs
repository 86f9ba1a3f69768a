using System.Diagnostics;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Eval.Tests.EndToEnd;

/// <summary>Goal: a run goes on with the files that it began with, or not at all, and what is missing is no failure of
/// a system. Method: runs that lost all but their first trial, with their program or trace moved or altered, taken up
/// in another folder.</summary>
public sealed class StoredInputTests
{
    private const string Traced = """
        schema: 1
        name: traced
        seed: 7
        workload: { kind: video, rate: 50/s, width: 8, height: 8, distinct: 2 }
        function: grayscale
        durations: [100ms]
        repetitions: 2
        pause: 0s
        arrivals: { kind: trace, file: trace.csv }
        systems:
          - { name: loop, kind: loopback }
        """;

    private const string OwnProgram = """
        schema: 1
        name: own
        seed: 7
        workload: { kind: video, rate: 50/s, width: 8, height: 8, distinct: 2 }
        function: ./mine
        durations: [100ms]
        repetitions: 2
        pause: 0s
        systems:
          - { name: own, kind: stream-function, isolation: process }
        """;

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_of_a_relative_path_is_found_from_any_folder()
    {
        using var scratch = new ScratchFolder();
        var (run, elsewhere) = await RunOwnProgramAsync(scratch);

        var resumed = await CliAsync(elsewhere, "resume", run);

        resumed.ExitCode.ShouldBeOneOf([0, 4], resumed.Said);
        var rows = Csv.Read(Path.Combine(run, "trials.csv"));
        rows.Select(row => row["repetition"]).Distinct().ShouldBe(["0", "1"], resumed.Said);
        rows.ShouldAllBe(row => row["outcome"] == "completed" && row["received"] == "5", resumed.Said);
    }

    [Theory]
    [InlineData("resume", false, "mine: not the ./mine that the run began with")]
    [InlineData("resume", true, "mine: cannot be read")]
    [InlineData("reproduce", true, "mine: cannot be read")]
    public async Task A_run_goes_on_with_no_other_program(string verb, bool isGone, string message)
    {
        using var scratch = new ScratchFolder();
        var (run, elsewhere) = await RunOwnProgramAsync(scratch);
        Alter(scratch.At("own/mine"), isGone);

        await ShouldBeRefusedAsync(run, elsewhere, verb, message);
    }

    [Theory]
    [InlineData("run", "resume", false, "trace.csv: not the trace that the run began with")]
    [InlineData("run", "resume", true, "trace.csv: cannot be read")]
    [InlineData("run", "reproduce", false, "trace.csv: not the trace that the run began with")]
    [InlineData("simulate", "resume", false, "trace.csv: not the trace that the run began with")]
    public async Task A_run_goes_on_with_no_other_trace(string first, string verb, bool isGone, string message)
    {
        using var scratch = new ScratchFolder();
        await File.WriteAllTextAsync(scratch.At("traced.yaml"), Traced, _cancellation);
        await File.WriteAllTextAsync(scratch.At("trace.csv"), "arrival_s\n0\n0.1\n0.2\n", _cancellation);
        var run = scratch.At("run");
        var result = await CliAsync(scratch.Path, first, "traced.yaml", "--out", run);
        result.ExitCode.ShouldBeOneOf([0, 4], result.Said);
        await LoseAllButTheFirstTrialAsync(run);
        Alter(scratch.At("trace.csv"), isGone);

        await ShouldBeRefusedAsync(run, scratch.Path, verb, message);
    }

    private async Task ShouldBeRefusedAsync(string run, string folder, string verb, string message)
    {
        var result = await CliAsync(folder, verb, run);

        result.ExitCode.ShouldBe(2, result.Said);
        result.Errors.ShouldContain(message);
        File.ReadLines(Path.Combine(run, "journal.jsonl")).Count().ShouldBe(1, "no trial was made of it");
    }

    private async Task<(string Run, string Elsewhere)> RunOwnProgramAsync(ScratchFolder scratch)
    {
        var (own, elsewhere) = (scratch.At("own"), scratch.At("elsewhere"));
        Directory.CreateDirectory(own);
        Directory.CreateDirectory(elsewhere);
        var program = Path.Combine(own, "mine");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\nexec '{Checkout.Program}' \"$@\"\n", _cancellation);
        using (var mark = Process.Start("chmod", ["+x", program]))
        {
            await mark.WaitForExitAsync(_cancellation);
        }

        await File.WriteAllTextAsync(Path.Combine(own, "own.yaml"), OwnProgram, _cancellation);
        var run = scratch.At("run");
        var result = await CliAsync(own, "run", "own.yaml", "--out", run);
        result.ExitCode.ShouldBeOneOf([0, 4], result.Said);
        await LoseAllButTheFirstTrialAsync(run);
        return (run, elsewhere);
    }

    /// <summary>The run as if it had been killed during its second trial.</summary>
    private async Task LoseAllButTheFirstTrialAsync(string run)
    {
        var (journal, manifest) = (Path.Combine(run, "journal.jsonl"), Path.Combine(run, "manifest.json"));
        var first = (await File.ReadAllLinesAsync(journal, _cancellation))[0];
        await File.WriteAllTextAsync(journal, first + "\n", _cancellation);
        var content = JsonNode.Parse(await File.ReadAllTextAsync(manifest, _cancellation))!;
        content["sha256"] = new JsonObject();
        await File.WriteAllTextAsync(manifest, content.ToJsonString(), _cancellation);
    }

    private static void Alter(string file, bool isGone)
    {
        if (isGone)
        {
            File.Delete(file);
        }
        else
        {
            File.AppendAllText(file, "\n");
        }
    }

    private async Task<CliResult> CliAsync(string folder, params string[] arguments)
    {
        using var cli = CliProcess.Start(folder, arguments);
        return await cli.EndAsync(_cancellation);
    }
}
