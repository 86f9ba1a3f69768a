namespace Eval.Tests.Benchmarks.Simulating;

/// <summary>M/M/1 at ρ = 0.8 as one would write it with the BCL alone: PriorityQueue, Queue, Random and Math.Log, and
/// the statistics that one asks for, in doubles.</summary>
internal static class PlainQueueLoop
{
    private const double ArrivalsPerService = 0.8;
    private const double NsPerService = 1e9;
    private const int Arrival = 0;
    private const int Departure = 1;

    /// <summary>Runs until so many customers have come: how many have.</summary>
    public static long Run(long customers)
    {
        var random = new Random(1);
        var events = new PriorityQueue<int, long>();
        var waiting = new Queue<long>();
        var (arrived, inSystem, lastNs) = (0L, 0, 0L);
        var (wait, squares, area) = (0.0, 0.0, 0.0);
        events.Enqueue(Arrival, Draw(random, NsPerService / ArrivalsPerService));
        while (arrived < customers && events.TryDequeue(out var kind, out var nowNs))
        {
            area += (double)inSystem * (nowNs - lastNs);
            lastNs = nowNs;
            if (kind == Arrival)
            {
                arrived++;
                events.Enqueue(Arrival, nowNs + Draw(random, NsPerService / ArrivalsPerService));
                if (inSystem++ > 0)
                {
                    waiting.Enqueue(nowNs);
                    continue;
                }

                events.Enqueue(Departure, nowNs + Draw(random, NsPerService));
            }
            else if (--inSystem > 0)
            {
                double waitedNs = nowNs - waiting.Dequeue();
                wait += waitedNs;
                squares += waitedNs * waitedNs;
                events.Enqueue(Departure, nowNs + Draw(random, NsPerService));
            }
        }

        GC.KeepAlive((wait, squares, area));
        return arrived;
    }

    private static long Draw(Random random, double meanNs) => (long)(-Math.Log(1 - random.NextDouble()) * meanNs);
}
