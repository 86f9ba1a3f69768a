using Eval.Harness.Simulating.Laws;
using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Randomness;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Simulating;

public sealed class LawFitTests
{
    private static readonly Dictionary<string, IDistribution> Laws = new()
    {
        ["lognormal"] = new Lognormal(-1, 0.8),
        ["gamma"] = new Gamma(2.5, 0.1),
        ["weibull"] = new Weibull(3.2, 0.4),
    };

    public static TheoryData<string> Names => [.. Laws.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_law_of_the_values_is_found_with_its_parameters(string name)
    {
        var fit = LawFit.Best(Samples(Laws[name], 4000));

        fit.Law.ShouldBe(name);
        fit.Distance.ShouldBeLessThan(0.02);
        fit.ToDistribution().Mean.ShouldBe(Laws[name].Mean, 0.04 * Laws[name].Mean);
        fit.ToDistribution().Variance.ShouldBe(Laws[name].Variance, 0.15 * Laws[name].Variance);
    }

    /// <summary>Two modes are none of the laws: then the values speak for themselves.</summary>
    [Fact]
    public void Values_that_follow_no_law_are_kept_as_quantiles()
    {
        double[] values = [.. Samples(new Gamma(100, 0.001), 500), .. Samples(new Gamma(100, 0.1), 500)];
        var fit = LawFit.Best(values);

        fit.Law.ShouldBe("empirical");
        fit.Quantiles.Count.ShouldBe(101);
        fit.ToDistribution().Mean.ShouldBe(values.Average(), 0.01 * values.Average());
        (fit.Quantiles[0], fit.Quantiles[^1]).ShouldBe((values.Min(), values.Max()));
    }

    [Fact]
    public void Equal_values_are_deterministic() =>
        LawFit.Best([0.5, 0.5]).ShouldSatisfyAllConditions(
            fit => fit.Law.ShouldBe("deterministic"), fit => fit.ToDistribution().Mean.ShouldBe(0.5));

    [Fact]
    public void Few_values_or_zeros_are_kept_as_they_are()
    {
        LawFit.Best([1.0, 2, 3]).Quantiles.ShouldBe([1, 2, 3]);
        LawFit.Best([0.0, 1, 2, 3, 4, 5, 6]).Law.ShouldBe("empirical");
    }

    private static double[] Samples(IDistribution law, int count)
    {
        var random = new RandomStream(20260303, 0, 0);
        return [.. Enumerable.Range(0, count).Select(_ => law.Sample(ref random))];
    }
}
