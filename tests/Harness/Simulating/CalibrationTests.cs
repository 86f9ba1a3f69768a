using Eval.Harness.Analysis;
using Eval.Harness.Analysis.Statistics;
using Eval.Harness.Model;
using Eval.Harness.Scenarios;
using Eval.Harness.Simulating;
using Eval.Harness.Simulating.Calibration;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Simulating;

/// <summary>
/// Held out on the committed run: fitted to every other trial of its shortest and longest streams, the model predicts
/// the other half and all of the middle ones: medians of t1 − t0 and t2 − t0 within max(10 %, 2 ms, the measured
/// interval's half-width), for each of the four systems.
/// </summary>
public sealed class CalibrationTests
{
    private static readonly double[] Fitted = [2, 8];

    public static TheoryData<string, double> Cells
    {
        get
        {
            var cells = new TheoryData<string, double>();
            foreach (var system in SampleScenarios.Four)
            {
                foreach (var seconds in new double[] { 2, 4, 8 })
                {
                    cells.Add(system.Name, seconds);
                }
            }

            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Trials_that_were_not_fitted_to_are_predicted(string system, double seconds)
    {
        var heldOut = ReferenceRun.Measures.Where(measure => !IsFitted(measure) && IsOf(measure, system, seconds))
            .ToArray();
        var predicted = await PredictAsync(system, seconds);

        foreach (var (metric, of) in new (string, Func<Measure, double>)[]
        {
            ("t1 - t0", measure => (measure.T1Ns!.Value - measure.T0Ns) / 1e9),
            ("t2 - t0", measure => (measure.T2Ns!.Value - measure.T0Ns) / 1e9),
        })
        {
            double[] measured = [.. heldOut.Select(of)];
            var median = Quantile.Of(measured, 0.5)!.Value;
            var halfWidth = (measured.Max() - measured.Min()) / 2;
            var tolerance = new[] { 0.1 * median, 0.002, halfWidth }.Max();
            Quantile.Of([.. predicted.Select(of)], 0.5)!.Value.ShouldBe(median, tolerance, metric);
        }
    }

    /// <summary>The headline of the paper's Fig. 4, which t2 − t0 hides behind the stream's length.</summary>
    [Theory]
    [InlineData("stream-function")]
    [InlineData("faas")]
    [InlineData("pipeline")]
    public async Task The_overhead_is_predicted_within_a_third(string system)
    {
        var heldOut = ReferenceRun.Measures.Where(measure => !IsFitted(measure) && IsOf(measure, system, 4));
        var measured = Quantile.Of([.. heldOut.Select(one => one.ProcessingOverheadSeconds!.Value)], 0.5)!.Value;
        var predicted = await PredictAsync(system, 4);

        Quantile.Of([.. predicted.Select(one => one.ProcessingOverheadSeconds!.Value)], 0.5)!.Value
            .ShouldBe(measured, measured / 3);
    }

    [Fact]
    public void A_run_without_valid_trials_gives_no_model() =>
        Should.Throw<FormatException>(() => Calibrator.Fit("none", ReferenceRun.Manifest, []))
            .Message.ShouldContain("no valid, completed trial");

    [Fact]
    public void Simulated_trials_are_not_fitted_to() =>
        Should.Throw<FormatException>(() => Calibrator.Fit(
            "circle",
            ReferenceRun.Manifest,
            ReferenceRun.Measures.Select(measure => measure with
            {
                Timeline = measure.Timeline with { Executor = "simulated" },
            })));

    private static async Task<IReadOnlyList<Measure>> PredictAsync(string system, double seconds)
    {
        var model = Calibrator.Fit("half", ReferenceRun.Manifest, ReferenceRun.Measures.Where(IsFitted));
        var scenario = SampleScenarios.Of([SampleScenarios.Four.Single(one => one.Name == system)], seconds) with
        {
            Repetitions = 200,
        };
        await using var executor = new SimulatedExecutor(scenario, model);
        var measures = new List<Measure>();
        foreach (var trial in TrialPlanner.Plan(scenario).Trials)
        {
            measures.Add(TrialAnalysis.Measure(await executor.RunAsync(trial, CancellationToken.None)));
        }

        return measures;
    }

    private static bool IsFitted(Measure measure) =>
        measure.Timeline.Trial.Block % 2 == 0 && Fitted.Contains(measure.Timeline.Trial.Duration.TotalSeconds);

    private static bool IsOf(Measure measure, string system, double seconds) =>
        measure.Counts && measure.Timeline.Trial.System.Name == system
        && measure.Timeline.Trial.Duration.TotalSeconds == seconds;
}
