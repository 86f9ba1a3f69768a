using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Kernel;
using Eval.Systems.Simulation.Queues;
using Eval.Systems.Simulation.Replications;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Simulation.Replications;

public sealed class ReplicationRunnerTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Any_number_of_threads_gives_the_same_bits(int threads) =>
        Run(threads).ShouldBe(Run(1));

    [Fact]
    public void Another_seed_gives_other_results() =>
        ReplicationRunner.Run(2, 4, 1, Replicate, TestContext.Current.CancellationToken)
            .ShouldNotBe(ReplicationRunner.Run(1, 4, 1, Replicate, TestContext.Current.CancellationToken));

    [Fact]
    public void Cancelling_ends_it() => Should.Throw<OperationCanceledException>(() =>
        ReplicationRunner.Run(1, 4, 1, Replicate, new CancellationToken(canceled: true)));

    private static IReadOnlyList<(long, Int128, long)> Run(int threads) =>
        ReplicationRunner.Run(20260303, 16, threads, Replicate);

    private static (long, Int128, long) Replicate(int number, ulong seed)
    {
        var simulator = new Simulator();
        var queue = new QueueModel(simulator, new QueueOptions
        {
            Arrivals = RenewalArrivals.Poisson(0.8), Service = new Exponential(1),
        }, seed);
        simulator.RunWhile(() => queue.Arrived < 2000);
        return (simulator.NowNs, queue.Waits.SumNs, BitConverter.DoubleToInt64Bits(queue.Waits.VarianceSeconds));
    }
}
