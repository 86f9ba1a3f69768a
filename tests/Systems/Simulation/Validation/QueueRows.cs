using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Kernel;
using Eval.Systems.Simulation.Queues;
using Shouldly;

namespace Eval.Tests.Systems.Simulation.Validation;

/// <summary>One replication of a station. Little's law is held in each, exactly.</summary>
internal static class QueueRows
{
    public static QueueModel Run(QueueOptions options, long customers, ulong seed)
    {
        var simulator = new Simulator();
        var queue = new QueueModel(simulator, options, seed);
        simulator.RunWhile(() => queue.Arrived < options.WarmUp + customers);
        queue.InSystem.IntegralNs(simulator.NowNs).ShouldBe(queue.TimeInSystemNs(simulator.NowNs));
        return queue;
    }

    public static double MeanWait(IDistribution service, double rate, int servers, long customers, ulong seed) =>
        Run(
            new QueueOptions
            {
                Arrivals = RenewalArrivals.Poisson(rate), Service = service, Servers = servers, WarmUp = customers / 8,
            },
            customers,
            seed).Waits.MeanSeconds;
}
