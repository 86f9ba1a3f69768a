using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Figures;
using Eval.Harness.Presentation.Reports;
using Eval.Tests.Harness.Analysis;
using Eval.Tests.Harness.Analysis.Gates;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Presentation.Reports;

/// <summary>Goal: the report tells per system what a kill cost, and never passes a run without kills off as one.
/// </summary>
public sealed class FailuresSectionTests
{
    private const string System = "stream-function";

    private static readonly Scenario Scenario = KnownTrials.Scenario(System) with
    {
        Faults = [new FaultSpec(System, "instance", 0.5)],
    };

    [Fact]
    public void A_kill_is_told_with_what_it_cost()
    {
        var timeline = Timelines.Flawless().WithLostEvent(5).WithFault(Timelines.T0 + (451 * Timelines.Ms)) with
        {
            Outcome = Outcome.Failed,
            OutcomeReason = "InstanceDied: killed by signal 9",
            LearnedNs = Timelines.T0 + (461 * Timelines.Ms),
        };

        var report = Report.Render(RunOf(timeline, "live"), FigureCatalog.All);

        report.ShouldContain("\n## Failures\n");
        report.ShouldContain(
            "| 1 s | stream-function | instance at 50 % | 1 | 1 failed | 10 | 1 | 0 | 0 | 0 | 151 ms | 2.00 ms | "
            + "10.0 ms |");
        report.ShouldContain(
            "| i-1, process 42 | 451 ms after t0, due at 450 ms | failed | InstanceDied: killed by signal 9 |");
    }

    [Fact]
    public void A_simulated_run_says_that_faults_are_not_modelled() =>
        Report.Render(
                RunOf(Timelines.Flawless().WithFault(null) with { Executor = "simulated" }, "simulated"),
                FigureCatalog.All)
            .ShouldContain("\n## Failures\n\nFaults are not modelled");

    [Fact]
    public void A_run_without_faults_has_no_such_section() =>
        Report.Render(SampleRun.Create(), FigureCatalog.All).ShouldNotContain("## Failures");

    private static Run RunOf(Timeline timeline, string executor)
    {
        Measure[] measures = [timeline.Measured()];
        return new Run(
            SampleScenario.Manifest(Scenario) with { Executor = executor },
            Scenario,
            measures,
            EstimateTable.Of(Scenario, measures),
            []);
    }
}
