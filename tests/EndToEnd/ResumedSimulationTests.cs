using System.Text.Json;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.EndToEnd;

/// <summary>Goal: a simulation that is killed goes on where it was, and becomes what it would have been. Method:
/// SIGKILL once some of it is kept, <c>resume</c>, and the raw files of one that nobody killed.</summary>
public sealed class ResumedSimulationTests
{
    private const int KeptBytes = 2_000;

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("quickstart.yaml", "simulate --repetitions 50", "journal.jsonl", "events.csv phases.csv trials.csv")]
    [InlineData("million-streams.yaml", "simulate --profile quick --repetitions 60", "checkpoint.jsonl",
        "aggregates.csv")]
    [InlineData("break-even.yaml", "break-even --profile quick", "checkpoint.jsonl", "break-even-sessions.csv")]
    public async Task A_killed_simulation_becomes_what_it_would_have_been(
        string scenario, string command, string kept, string raw)
    {
        using var scratch = new ScratchFolder();
        var file = await LongerAsync(scratch, scenario);
        var words = command.Split(' ');
        string[] Arguments(string folder) => [words[0], file, .. words[1..], "--out", scratch.At(folder)];
        (await RunAsync(scratch, Arguments("whole"))).ExitCode.ShouldBe(0);

        using (var killed = CliProcess.Start(scratch.Path, Arguments("killed")))
        {
            await Eventually.HoldsAsync(
                () => new FileInfo(scratch.At($"killed/{kept}")) is { Exists: true, Length: > KeptBytes });
            killed.Kill();
            await killed.EndAsync(_cancellation);
        }

        foreach (var table in raw.Split(' '))
        {
            File.Exists(scratch.At($"killed/{table}")).ShouldBeFalse("it was killed on its way");
        }

        var resumed = await RunAsync(scratch, "resume", scratch.At("killed"));

        resumed.ExitCode.ShouldBe(0, resumed.Said);
        Manifest(scratch, "killed").GetProperty("resumptions").EnumerateArray().ShouldHaveSingleItem()
            .GetProperty("trialsBefore").GetInt32().ShouldBeGreaterThan(0);
        foreach (var table in raw.Split(' '))
        {
            Content(scratch, "killed", table).ShouldBe(Content(scratch, "whole", table), table);
        }

        File.Exists(scratch.At("killed/checkpoint.jsonl")).ShouldBeFalse();
        (await RunAsync(scratch, "verify", scratch.At("killed"))).ExitCode.ShouldBe(0);
        var again = await RunAsync(scratch, "resume", scratch.At("killed"));
        (again.ExitCode, again.Errors.Trim()).ShouldBe((0, "this run has all its trials: nothing is left to do"));
    }

    /// <summary>Goal: no run is made of two models. Method: a simulation that is killed, and its model altered.
    /// </summary>
    [Fact]
    public async Task A_simulation_goes_on_with_no_other_model()
    {
        using var scratch = new ScratchFolder();
        var model = scratch.At("mine.json");
        File.Copy(Checkout.Scenario("models/default.json"), model);
        using (var killed = CliProcess.Start(
            scratch.Path, "simulate", Checkout.Scenario("quickstart.yaml"), "--repetitions", "50", "--model", model,
            "--out", scratch.At("run")))
        {
            await Eventually.HoldsAsync(
                () => new FileInfo(scratch.At("run/journal.jsonl")) is { Exists: true, Length: > KeptBytes });
            killed.Kill();
            await killed.EndAsync(_cancellation);
        }

        await File.AppendAllTextAsync(model, "\n", _cancellation);
        var resumed = await RunAsync(scratch, "resume", scratch.At("run"));

        resumed.ExitCode.ShouldBe(2, resumed.Said);
        resumed.Errors.ShouldContain("mine.json: not the model that the run began with");
    }

    /// <summary>The scenario; a map of more streams a session than its profile has, so that there is time to kill it.
    /// </summary>
    private async Task<string> LongerAsync(ScratchFolder scratch, string scenario)
    {
        var text = await File.ReadAllTextAsync(Checkout.Scenario(scenario), _cancellation);
        if (!text.Contains("breakEven:", StringComparison.Ordinal))
        {
            return Checkout.Scenario(scenario);
        }

        var file = scratch.At(scenario);
        await File.WriteAllTextAsync(
            file,
            text.Replace("streams: 100 }", "streams: 15000 }", StringComparison.Ordinal)
                .Replace("book: ", $"book: {Checkout.Scenario("")}/", StringComparison.Ordinal),
            _cancellation);
        return file;
    }

    private async Task<CliResult> RunAsync(ScratchFolder scratch, params string[] arguments)
    {
        using var cli = CliProcess.Start(scratch.Path, arguments);
        return await cli.EndAsync(_cancellation);
    }

    private static JsonElement Manifest(ScratchFolder scratch, string run) =>
        JsonDocument.Parse(File.ReadAllText(scratch.At($"{run}/manifest.json"))).RootElement;

    /// <summary>A table without the id of its run, which is another each time.</summary>
    private static string Content(ScratchFolder scratch, string run, string table) =>
        File.ReadAllText(scratch.At($"{run}/{table}"))
            .Replace(Manifest(scratch, run).GetProperty("runId").GetString()!, "", StringComparison.Ordinal);
}
