using Shouldly;
using Xunit;

namespace Eval.Tests.EndToEnd;

/// <summary>Stateful functions through real systems: what comes back is the oracle's answer over the whole stream,
/// event by event and byte by byte; for STA/LTA that is the offline ratio of every sample.</summary>
public sealed class StatefulWorkloadTests
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("seismic-burst.yaml", 40)]
    [InlineData("river-flood.yaml", 200)]
    [InlineData("interactive-query.yaml", 250)]
    public async Task Stream_function_batch_and_pipeline_give_the_offline_answer(string scenario, int events)
    {
        using var scratch = new ScratchFolder();
        var directory = scratch.At("run");
        using var cli = CliProcess.Start(
            scratch.Path, "run", Checkout.Scenario(scenario), "--out", directory, "--repetitions", "1");

        var result = await cli.EndAsync(_cancellation);

        var trials = MeasuredRun.Trials(directory, result);
        trials.Select(row => row["system"]).Distinct().Order().ShouldBe(["batch", "pipeline", "stream-function"]);
        foreach (var trial in trials)
        {
            trial["output_ok"].ShouldBe("true");
            trial.Number("received").ShouldBe(events);
            trial.Number("reordered").ShouldBe(0);
        }
    }

    [Fact]
    public async Task A_stateful_function_on_several_workers_is_a_mistake_of_the_scenario()
    {
        using var scratch = new ScratchFolder();
        var text = await File.ReadAllTextAsync(Checkout.Scenario("seismic-burst.yaml"), _cancellation);
        await File.WriteAllTextAsync(
            scratch.At("bad.yaml"),
            text + "  - { name: two, kind: pipeline, source: jetstream, workers: 2 }\n",
            _cancellation);
        using var cli = CliProcess.Start(scratch.Path, "validate", "bad.yaml");

        var result = await cli.EndAsync(_cancellation);

        result.ExitCode.ShouldBe(2, result.Said);
        result.Errors.ShouldContain("stateful: yes needs workers: 1");
    }

    [Fact]
    public async Task A_stateful_function_on_a_faas_without_state_is_a_mistake_of_the_scenario()
    {
        using var scratch = new ScratchFolder();
        var text = await File.ReadAllTextAsync(Checkout.Scenario("seismic-burst.yaml"), _cancellation);
        await File.WriteAllTextAsync(
            scratch.At("bad.yaml"), text + "  - { name: faas, kind: faas, isolation: process }\n", _cancellation);
        using var cli = CliProcess.Start(scratch.Path, "validate", "bad.yaml");

        var result = await cli.EndAsync(_cancellation);

        result.ExitCode.ShouldBe(2, result.Said);
        result.Errors.ShouldContain("bad.yaml:19:25: the function sta-lta depends on earlier events");
    }
}
