using Eval.Harness.Workloads.Generators;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Workloads.Generators;

public sealed class PortableMathTests
{
    [Fact]
    public void The_logarithm_is_that_of_the_platform_up_to_rounding()
    {
        for (var x = 1e-300; x < 1e300; x *= 1.37)
        {
            PortableMath.Log(x).ShouldBe(Math.Log(x), 1e-14 * Math.Max(1, Math.Abs(Math.Log(x))));
        }

        for (var x = 0.9; x < 1.1; x += 0.0001)
        {
            PortableMath.Log(x).ShouldBe(Math.Log(x), 1e-14 * Math.Abs(Math.Log(x)) + 1e-16);
        }

        PortableMath.Log(1).ShouldBe(0);
        Should.Throw<ArgumentOutOfRangeException>(() => PortableMath.Log(0));
    }

    [Fact]
    public void The_exponential_is_that_of_the_platform_up_to_rounding()
    {
        for (var x = -700.0; x < 700; x += 0.37)
        {
            PortableMath.Exp(x).ShouldBe(Math.Exp(x), 2e-13 * Math.Exp(x));
        }

        PortableMath.Exp(0).ShouldBe(1);
    }

    [Fact]
    public void The_gamma_function_has_its_known_values()
    {
        PortableMath.LogGamma(1).ShouldBe(0, 1e-14);
        PortableMath.LogGamma(0.5).ShouldBe(Math.Log(Math.PI) / 2, 1e-13);
        PortableMath.LogGamma(11).ShouldBe(Math.Log(3_628_800), 1e-12);
        PortableMath.Power(2, 10).ShouldBe(1024, 1e-10);
        PortableMath.Power(0, 0.5).ShouldBe(0);
    }
}
