using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Eval.Tests.Benchmarks.Simulating;

namespace Eval.Tests.Benchmarks.Micro;

/// <summary>
/// The simulator through its public interface, on one core: a customer of M/M/1, an operation of HOLD at 100,000
/// events, a request of the FaaS model. Goals: M/M/1 7 M/s and 1.2 times a plain loop on the BCL's PriorityQueue, in
/// process style 3 M/s, HOLD 4 M/s, FaaS 1 M events/s. The program <c>simulation</c> measures the same, pair by pair.
/// </summary>
[Config(typeof(ShortConfig))]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
[MemoryDiagnoser]
public class SimulatorBenchmarks
{
    private const string Queue = "M/M/1";
    private const string Hold = "HOLD";
    private const string Platform = "FaaS";
    private const int Customers = 500_000;
    private const int Operations = 2_000_000;
    private const int Requests = 200_000;

    private readonly (int Customers, int Operations, int Requests) _size = (Customers, Operations, Requests);

    [Benchmark(Baseline = true, OperationsPerInvoke = Customers)]
    [BenchmarkCategory(Queue)]
    public long QueueInAPlainLoop() => PlainQueueLoop.Run(_size.Customers);

    /// <summary>With the kernel's draws and sums.</summary>
    [Benchmark(OperationsPerInvoke = Customers)]
    [BenchmarkCategory(Queue)]
    public long QueueOnPriorityQueue() => QueueLoops.PriorityQueue(_size.Customers);

    [Benchmark(OperationsPerInvoke = Customers)]
    [BenchmarkCategory(Queue)]
    public long QueueOnTheKernel() => QueueLoops.Kernel(_size.Customers);

    [Benchmark(OperationsPerInvoke = Customers)]
    [BenchmarkCategory(Queue)]
    public long QueueInProcessStyle() => QueueLoops.Processes(_size.Customers);

    [Benchmark(Baseline = true, OperationsPerInvoke = Operations)]
    [BenchmarkCategory(Hold)]
    public long HoldOnPriorityQueue() => HoldLoops.PriorityQueue(_size.Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    [BenchmarkCategory(Hold)]
    public long HoldOnTheKernel() => HoldLoops.Kernel(_size.Operations);

    /// <summary>A request of the whole model, which is two events or more.</summary>
    [Benchmark(OperationsPerInvoke = Requests)]
    [BenchmarkCategory(Platform)]
    public long PlatformRequests() => PlatformLoop.Run(_size.Requests);
}
