using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Eval.Harness.Scenarios;
using Eval.Harness.Simulating;
using Eval.Harness.Simulating.Calibration;
using Eval.Harness.Simulating.Models;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Simulating;

/// <summary>Goal: every system of every scenario can be simulated, and where another's model stands in, remarks, facts
/// and rows say so.</summary>
public sealed class StandInTests
{
    private static readonly ModelFile Model =
        Calibrator.Fit("reference", ReferenceRun.Manifest, ReferenceRun.Measures);

    [Theory]
    [InlineData("stream-function", "isolation", "docker", "stream-function, isolation process")]
    [InlineData("pipeline", "workers", "4", "pipeline, workers 1")]
    public async Task Another_configuration_has_the_nearest_one_of_its_kind(
        string kind, string key, string value, string expected)
    {
        var other = SampleScenarios.Four.Single(system => system.Kind == kind).With(key, value);

        var (executor, measures) = await RunAsync(other);

        executor.Remarks.ShouldHaveSingleItem().ShouldContain($"{expected} stands in");
        executor.Deployed[0].Facts["stands_in"].ShouldBe(expected);
        measures.ShouldAllBe(measure => measure.Counts && measure.Cold == true);
        measures[0].Timeline.Events[0].InstanceId!.ShouldStartWith($"model:reference~stand-in/{kind}/");
    }

    /// <summary>They return from the boundary: their metrics are upper bounds.</summary>
    [Theory]
    [InlineData("workerd", "faas", false)]
    [InlineData("command", "stream-function", false)]
    [InlineData("http-function", "faas", false)]
    [InlineData("functions-framework", "faas", true)]
    public async Task A_kind_without_a_model_has_its_kin(string kind, string kin, bool inFunction)
    {
        var (executor, measures) = await RunAsync(new SystemSpec("x", kind, new Dictionary<string, string>()));

        executor.Deployed[0].Facts["stands_in"].ShouldBe(kin);
        measures.ShouldAllBe(measure => measure.Counts);
        measures.ShouldAllBe(measure => measure.Timeline.Promises.StampsInFunction == inFunction);
    }

    [Fact]
    public async Task A_batch_behind_a_url_has_the_one_that_was_measured()
    {
        var url = new SystemSpec("x", "http-function", new Dictionary<string, string> { ["mode"] = "batch" });

        var (executor, measures) = await RunAsync(url);

        executor.Deployed[0].Facts["stands_in"].ShouldBe("batch");
        measures.ShouldAllBe(measure => measure.ColdStartPenalty > 0.9);
    }

    [Fact]
    public async Task What_runs_before_its_stream_has_its_start_behind_it()
    {
        var cold = SampleScenarios.Four.Single(system => system.Kind == "pipeline");
        var (executor, running) = await RunAsync(cold.With("start", "running"));

        executor.Deployed[0].Facts["stands_in"].ShouldBe("pipeline, without its start");
        running.ShouldAllBe(measure => measure.Counts && measure.Cold == false);
        running.Max(measure => measure.T1Ns - measure.T0Ns)!.Value.ShouldBeLessThan(100_000_000);
        (await RunAsync(cold)).Measures.Min(measure => measure.T1Ns - measure.T0Ns)!.Value
            .ShouldBeGreaterThan(1_000_000_000);
    }

    [Fact]
    public void A_kind_that_is_like_nothing_in_the_file_is_named_with_those_that_are()
    {
        var faasAlone = Model with { Systems = [.. Model.Systems.Where(entry => entry.Kind == "faas")] };

        Should.Throw<FormatException>(() => new SimulatedExecutor(
                SampleScenarios.Of([SampleScenarios.Four.Single(system => system.Kind == "batch")], 1), faasAlone))
            .Message.ShouldSatisfyAllConditions(
                text => text.ShouldContain("model 'reference' has no batch like it"),
                text => text.ShouldContain("isolation process"),
                text => text.ShouldContain("calibrate"));
    }

    private static async Task<(SimulatedExecutor Executor, IReadOnlyList<Measure> Measures)> RunAsync(SystemSpec system)
    {
        var scenario = SampleScenarios.Of([system], 2);
        var executor = new SimulatedExecutor(scenario, Model);
        var measures = new List<Measure>();
        foreach (var trial in TrialPlanner.Plan(scenario).Trials)
        {
            measures.Add(TrialAnalysis.Measure(
                await executor.RunAsync(trial, TestContext.Current.CancellationToken)));
        }

        return (executor, measures);
    }
}
