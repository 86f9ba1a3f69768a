using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Eval.Harness.Scenarios;
using Eval.Harness.Simulating;
using Eval.Harness.Simulating.Calibration;
using Eval.Harness.Simulating.Models;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Simulating;

/// <summary>Goal: t1 at the first stage, t2 at the last, and stages that work side by side.</summary>
public sealed class SimulatedWorkflowTests
{
    private const double Service = 0.04;
    private const double Start = 0.25;
    private const double Span = 1.9;

    /// <summary>Two known answers behind each other, at a tenth of a second between events: the starts overlap, the
    /// last event passes both.</summary>
    [Fact]
    public async Task Constant_stages_are_the_closed_form()
    {
        var measure = await RunAsync(SampleScenarios.KnownAnswer(Start, Service), stages: 2, seconds: 2);

        measure.Counts.ShouldBeTrue(string.Join("; ", measure.InvalidReasons));
        (measure.T1Ns - measure.T0Ns)!.Value.ShouldBe((long)(Start * 1e9));
        measure.ProcessingOverheadSeconds!.Value.ShouldBe(2 * Service, 1e-9);
        measure.Timeline.Stages.Select(stage => stage.Events.Count).ShouldBe([20, 20]);
        var (first, second) = (measure.Timeline.Stages[0].Events[0], measure.Timeline.Stages[1].Events[0]);
        second.ReceivedNs.ShouldBe(first.ProcessedNs);
        (measure.Timeline.Events[^1].ProcessedNs - measure.T0Ns)!.Value.ShouldBe((long)((Span + (2 * Service)) * 1e9));
    }

    [Fact]
    public async Task Each_system_takes_a_workflow()
    {
        foreach (var system in SampleScenarios.Four)
        {
            var (one, three) = (await RunAsync(system, 1, 2), await RunAsync(system, 3, 2));

            three.Counts.ShouldBeTrue($"{system.Name}: {string.Join("; ", three.InvalidReasons)}");
            three.Timeline.Instances.Count.ShouldBe(3 * one.Timeline.Instances.Count);
            (three.T1Ns - three.T0Ns).ShouldBe(one.T1Ns - one.T0Ns);
            (three.T2Ns - three.T0Ns)!.Value.ShouldBeGreaterThan((one.T2Ns - one.T0Ns)!.Value);
        }
    }

    private static async Task<Measure> RunAsync(SystemSpec system, int stages, double seconds)
    {
        var model = Calibrator.Fit("reference", ReferenceRun.Manifest, ReferenceRun.Measures);
        var scenario = SampleScenarios.Of([system], seconds) with
        {
            Stages = [.. Enumerable.Repeat(new FunctionStage("grayscale", null), stages)],
        };
        await using var executor = new SimulatedExecutor(scenario, model);
        return TrialAnalysis.Measure(await executor.RunAsync(
            TrialPlanner.Plan(scenario).Trials[0], TestContext.Current.CancellationToken));
    }
}
