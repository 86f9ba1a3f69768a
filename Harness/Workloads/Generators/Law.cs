namespace Eval.Harness.Workloads.Generators;

/// <summary>A law of a quantity that is never negative, by its mean. No value is more than <see cref="Longest"/> means.
/// </summary>
/// <param name="name">constant, uniform (from 0 to twice the mean), exponential or lognormal (with σ = 1).</param>
/// <param name="mean">The mean.</param>
public sealed class Law(string name, double mean)
{
    /// <summary>The greatest value, in means: rarer ones are cut, so that memory and time have a bound.</summary>
    public const int Longest = 20;

    /// <summary>The next value.</summary>
    /// <exception cref="ArgumentException">There is no law of that name.</exception>
    public double Next(Draws draws) => mean * Math.Min(Longest, name switch
    {
        "constant" => 1,
        "uniform" => 2 * draws.Uniform(),
        "exponential" => draws.Exponential(),
        "lognormal" => PortableMath.Exp(draws.Normal() - 0.5),
        _ => throw new ArgumentException($"no law '{name}'"),
    });
}
