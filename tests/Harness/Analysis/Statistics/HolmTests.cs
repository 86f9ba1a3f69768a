using Eval.Harness.Analysis.Statistics;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Analysis.Statistics;

public sealed class HolmTests
{
    /// <summary>The textbook example of four hypotheses, in which the first and the fourth are rejected at 5 %.
    /// </summary>
    [Fact]
    public void The_example_of_four_hypotheses() =>
        Rounded([0.01, 0.04, 0.03, 0.005]).ShouldBe([0.03, 0.06, 0.06, 0.02]);

    /// <summary>The example of stdlib's padjust (stdlib.io, @stdlib/stats/padjust): 0.957, 0.804, …, 0.957, 0.565.
    /// </summary>
    [Fact]
    public void The_example_of_five_hypotheses() =>
        Rounded([0.319, 0.201, 0.4, 0.374, 0.113]).ShouldBe([0.957, 0.804, 0.957, 0.957, 0.565]);

    [Fact]
    public void Adjusted_values_stop_at_1() => Rounded([0.7, 0.4, 0.9]).ShouldBe([1, 1, 1]);

    [Fact]
    public void No_tests_have_no_values() => Holm.Adjust([]).ShouldBeEmpty();

    private static IEnumerable<double> Rounded(double[] p) => Holm.Adjust(p).Select(x => Math.Round(x, 12));
}
