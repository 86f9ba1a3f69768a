using Eval.Harness.Model;
using Eval.Systems.Simulation.Distributions;

namespace Eval.Harness.Simulating.Fleets;

/// <summary>From a scenario's words to the kernel's arrival processes.</summary>
internal static class ArrivalProcesses
{
    /// <summary>A new process: one that has a state must not be shared.</summary>
    /// <param name="spec">The words.</param>
    public static IArrivalProcess Of(FleetSpec spec)
    {
        var gap = 1 / spec.RatePerSecond;
        return spec.Kind switch
        {
            "constant" => new ConstantArrivals(spec.RatePerSecond),
            "poisson" => RenewalArrivals.Poisson(spec.RatePerSecond),
            "gamma" => new RenewalArrivals(new Gamma(spec.Shape, gap / spec.Shape)),
            "weibull" => new RenewalArrivals(Scaled.ToMean(new Weibull(spec.Shape, 1), gap)),
            "bursts" => new ModulatedArrivals(
                spec.RatePerSecond, spec.BurstRatePerSecond, 1 / spec.CalmSeconds, 1 / spec.BurstSeconds),
            _ => throw new FormatException($"arrivals of the kind '{spec.Kind}' are not modelled"),
        };
    }
}
