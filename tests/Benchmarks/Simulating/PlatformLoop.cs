using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Kernel;
using Eval.Systems.Simulation.Platforms;

namespace Eval.Tests.Benchmarks.Simulating;

/// <summary>The whole FaaS model: bursty arrivals, lognormal service, starts that share cores, keep-alive, limits and a
/// queue, with all statistics.</summary>
internal static class PlatformLoop
{
    /// <summary>Runs so many requests; gives the number of events.</summary>
    public static long Run(long requests)
    {
        var simulator = new Simulator();
        var platform = new PlatformModel(simulator, new PlatformOptions
        {
            Arrivals = new ModulatedArrivals(2000, 200, 0.1, 0.1),
            Service = Lognormal.OfMean(0.2, 0.3),
            Start = Lognormal.OfMean(0.3, 0.1),
            StartWork = new Gamma(4, 0.005),
            Cores = 64,
            KeepAliveNs = 2_000_000_000,
            MaximumInstances = 1000,
            Concurrency = 2,
            Queue = 10_000,
        }, 1);
        simulator.RunWhile(() => platform.Statistics.Arrived < requests);
        return simulator.Happened;
    }
}
