using Eval.Harness.Model;

namespace Eval.Harness.Analysis;

/// <summary>A scenario's thresholds against the run's estimates.</summary>
public static class ExpectationTable
{
    /// <summary>One result per threshold and cell that it is about. A cell without the statistic does not meet it.
    /// </summary>
    public static IReadOnlyList<ExpectationResult> Of(Scenario scenario, IReadOnlyList<Estimate> estimates)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return
        [
            .. from expectation in scenario.Expectations
               from estimate in estimates
               where estimate.System == expectation.System && estimate.Metric == expectation.Metric
                   && (expectation.Duration is null || estimate.Duration == expectation.Duration)
               select Check(expectation, estimate),
        ];
    }

    private static ExpectationResult Check(Expectation expectation, Estimate estimate)
    {
        var value = expectation.Statistic == "ci_high" ? estimate.CiHigh : estimate.Median;
        var met = value < expectation.Below || value > expectation.Above;
        return new ExpectationResult(
            expectation, estimate.System, estimate.Duration, estimate.Unit, value, met);
    }
}
