using Eval.Harness.Model;

namespace Eval.Harness.Analysis;

/// <summary>A scenario's thresholds against the run's estimates.</summary>
public static class ExpectationTable
{
    /// <summary>One result per threshold and cell that it is about. A cell without the statistic, or a run without the
    /// metric, does not meet it.</summary>
    public static IReadOnlyList<ExpectationResult> Of(Scenario scenario, IReadOnlyList<Estimate> estimates)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return
        [
            .. from expectation in scenario.Expectations
               from duration in expectation.Duration is { } own ? [own] : scenario.Durations
               select Check(expectation, duration, estimates.FirstOrDefault(estimate =>
                   estimate.System == expectation.System && estimate.Duration == duration
                   && estimate.Metric == expectation.Metric)),
        ];
    }

    private static ExpectationResult Check(Expectation expectation, TimeSpan duration, Estimate? estimate)
    {
        var value = expectation.Statistic == "ci_high" ? estimate?.CiHigh : estimate?.Median;
        var met = value < expectation.Below || value > expectation.Above;
        return new ExpectationResult(
            expectation, expectation.System, duration, estimate?.Unit ?? "", value, met);
    }
}
