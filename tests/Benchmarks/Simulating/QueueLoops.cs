using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Kernel;
using Eval.Systems.Simulation.Monitors;
using Eval.Systems.Simulation.Processes;
using Eval.Systems.Simulation.Queues;
using Eval.Systems.Simulation.Randomness;

namespace Eval.Tests.Benchmarks.Simulating;

/// <summary>M/M/1 at ρ = 0.8 in several ways, with the same numbers from the same random streams and with the same
/// statistics: time in queue, who waited, number in system, time in system.</summary>
internal static class QueueLoops
{
    private const double Rho = 0.8;
    private const int Arrival = 0;
    private const int Departure = 1;

    /// <summary>The kernel's own queue model.</summary>
    public static long Kernel(long customers)
    {
        var simulator = new Simulator();
        var queue = new QueueModel(simulator, new QueueOptions
        {
            Arrivals = RenewalArrivals.Poisson(Rho), Service = new Exponential(1), StopAfter = customers,
        }, 1);
        simulator.RunToEnd();
        return queue.Arrived;
    }

    /// <summary>The BCL's PriorityQueue in the place of the kernel's list, and all else the kernel's: draws by blocks,
    /// exact sums. What is left of the difference is the list's.</summary>
    public static long PriorityQueue(long customers)
    {
        var gaps = new DrawnAhead(new Exponential(1 / Rho), new RandomStream(1, 0, QueueModel.ArrivalPurpose));
        var services = new DrawnAhead(new Exponential(1), new RandomStream(1, 0, QueueModel.ServicePurpose));
        var events = new PriorityQueue<(int Kind, long ArrivedNs), long>();
        var waiting = new Queue<long>();
        var waits = new Tally();
        var inSystem = new LevelMonitor();
        var (came, left) = (default(WideSum), default(WideSum));
        var (arrived, waited, isBusy) = (0L, 0L, false);
        events.Enqueue((Arrival, 0), gaps.NextNs());
        while (arrived < customers && events.TryDequeue(out var item, out var nowNs))
        {
            if (item.Kind == Arrival)
            {
                arrived++;
                inSystem.Add(nowNs, 1);
                came.Add(nowNs);
                events.Enqueue((Arrival, 0), nowNs + gaps.NextNs());
                if (isBusy)
                {
                    waiting.Enqueue(nowNs);
                    continue;
                }

                isBusy = true;
                waits.Add(0);
                events.Enqueue((Departure, nowNs), nowNs + services.NextNs());
            }
            else
            {
                inSystem.Add(nowNs, -1);
                left.Add(nowNs);
                isBusy = waiting.TryDequeue(out var arrivedNs);
                if (isBusy)
                {
                    waits.Add(nowNs - arrivedNs);
                    waited += nowNs > arrivedNs ? 1 : 0;
                    events.Enqueue((Departure, arrivedNs), nowNs + services.NextNs());
                }
            }
        }

        GC.KeepAlive((came.Value, left.Value, waited));
        return arrived;
    }

    /// <summary>A process per customer.</summary>
    public static long Processes(long customers)
    {
        var simulator = new Simulator();
        var clock = new ProcessClock(simulator);
        var server = new Resource(clock, 1);
        var gaps = new DrawnAhead(new Exponential(1 / Rho), new RandomStream(1, 0, QueueModel.ArrivalPurpose));
        var services = new DrawnAhead(new Exponential(1), new RandomStream(1, 0, QueueModel.ServicePurpose));
        var waits = new Tally();
        var inSystem = new LevelMonitor();
        var arrived = 0L;
        async Process Customer()
        {
            var arrivedNs = clock.NowNs;
            inSystem.Add(arrivedNs, 1);
            await server.Acquire();
            waits.Add(clock.NowNs - arrivedNs);
            await clock.Delay(services.NextNs());
            server.Release();
            inSystem.Add(clock.NowNs, -1);
        }

        async Process Arrive()
        {
            while (arrived < customers)
            {
                await clock.Delay(gaps.NextNs());
                arrived++;
                _ = Customer();
            }
        }

        _ = Arrive();
        simulator.RunToEnd();
        return arrived;
    }
}
