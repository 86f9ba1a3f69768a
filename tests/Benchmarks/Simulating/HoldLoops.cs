using Eval.Systems.Simulation.Kernel;
using Eval.Systems.Simulation.Randomness;

namespace Eval.Tests.Benchmarks.Simulating;

/// <summary>The HOLD model: 100,000 events wait; the first is taken and another scheduled after an exponential time
/// (Jones 1986). The times are drawn beforehand, so that the list alone is measured.</summary>
internal static class HoldLoops
{
    private const int Waiting = 100_000;
    private const int Gaps = 1 << 16;

    private static readonly long[] GapsNs = Draw();

    /// <summary>The kernel, through its public interface.</summary>
    public static long Kernel(long operations)
    {
        var hold = new Hold(operations + Waiting);
        hold.Run();
        return operations;
    }

    /// <summary>Its heap alone: why the kernel has buckets as well.</summary>
    public static long Heap(long operations)
    {
        var heap = new EventHeap();
        for (var i = 0L; i < Waiting; i++)
        {
            heap.Push(GapsNs[i & (Gaps - 1)] * 7, i, 0, 0);
        }

        for (var i = 0L; i < operations; i++)
        {
            var nowNs = heap.First.TimeNs;
            heap.ReplaceFirst(nowNs + GapsNs[i & (Gaps - 1)], Waiting + i, 0, 0);
        }

        return operations;
    }

    /// <summary>The BCL's; it keeps no order among equal times.</summary>
    public static long PriorityQueue(long operations)
    {
        var queue = new PriorityQueue<(int Handler, int A, long B), long>();
        for (var i = 0; i < Waiting; i++)
        {
            queue.Enqueue(default, GapsNs[i & (Gaps - 1)] * 7);
        }

        for (var i = 0L; i < operations; i++)
        {
            queue.TryDequeue(out var item, out var nowNs);
            queue.Enqueue(item, nowNs + GapsNs[i & (Gaps - 1)]);
        }

        return operations;
    }

    private static long[] Draw()
    {
        var random = new RandomStream(1, 0, 0);
        return [.. Enumerable.Range(0, Gaps).Select(_ => (long)(-1e9 * Math.Log(random.NextUnit())))];
    }

    private sealed class Hold : IEventHandler
    {
        private readonly Simulator _simulator = new();
        private readonly long _most;
        private long _scheduled;

        public Hold(long most)
        {
            _most = most;
            _simulator.Register(this);
            for (var i = 0; i < Waiting; i++)
            {
                _simulator.Schedule(GapsNs[_scheduled++ & (Gaps - 1)] * 7, 0);
            }
        }

        public void Run() => _simulator.RunToEnd();

        public void Handle(int a, long b)
        {
            _simulator.Schedule(GapsNs[_scheduled++ & (Gaps - 1)], 0);
            if (_scheduled == _most)
            {
                _simulator.Stop();
            }
        }
    }
}
