using Eval.Harness.Model;
using Eval.Harness.Simulating.Models;
using Eval.Harness.Simulating.Fleets;
using Eval.Harness.Workloads;
using Eval.Systems.Simulation.Costs;
using Eval.Systems.Simulation.Fleets;
using Eval.Systems.Simulation.Randomness;

namespace Eval.Harness.Simulating.BreakEvens;

/// <summary>Runs every session of a break-even map: durations × arrival rates × event costs × systems × replications.
/// All systems of a replication see the same random numbers, so that their differences are less noisy than they are.
/// </summary>
public sealed class BreakEvenRunner
{
    private const double NanosecondsPerSecond = 1e9;

    private readonly Scenario _scenario;
    private readonly (string Name, FleetSystem System)[] _systems;

    /// <summary>Finds the model and the prices of each system.</summary>
    /// <param name="scenario">With a fleet, prices and a map.</param>
    /// <param name="model">The models.</param>
    /// <param name="books">The price books, by file; all of one currency.</param>
    /// <exception cref="FormatException">A system has no model.</exception>
    public BreakEvenRunner(Scenario scenario, ModelFile model, IReadOnlyDictionary<string, PriceBook> books)
    {
        SimulatedExecutor.RefuseWorkflows(scenario);
        FleetRunner.RefuseBursts(scenario);
        _scenario = scenario;
        _systems =
        [
            .. scenario.Systems.Select(system => (system.Name, FleetSystem.Of(
                system, model, scenario.Prices.First(price => price.System == system.Name), books))),
        ];
    }

    /// <summary>What was assumed beyond the models.</summary>
    public IReadOnlyList<string> Assumptions =>
        FleetAssumptions.Of(_scenario, _systems.ToDictionary(one => one.Name, one => one.System));

    /// <summary>How many sessions there are.</summary>
    public int Sessions => Plan().Count();

    /// <summary>Runs them; they come in a fixed order whatever the number of threads.</summary>
    /// <param name="threads">At most this many at a time.</param>
    /// <param name="ended">Told of the number that has ended, now and then.</param>
    /// <param name="cancellation">Ends it between two sessions.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<BreakEvenSample> Run(int threads, Action<int> ended, CancellationToken cancellation)
    {
        var plan = Plan().ToArray();
        var samples = new BreakEvenSample[plan.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        var done = 0;
        Parallel.For(0, plan.Length, options, index =>
        {
            samples[index] = Run(plan[index]);
            ended(Interlocked.Increment(ref done));
        });
        return samples;
    }

    private IEnumerable<Session> Plan() =>
        from duration in _scenario.Durations.Distinct().Order()
        from rate in _scenario.BreakEven!.ArrivalRates
        from cost in _scenario.BreakEven!.EventCosts
        from system in _systems
        from replication in Enumerable.Range(0, _scenario.Repetitions)
        select new Session(duration, rate, cost, system.Name, system.System, replication);

    private BreakEvenSample Run(Session session)
    {
        var system = session.System.WithEventCost(session.EventCost);
        var eventRate = _scenario.Workload.RatePerSecond;
        var sample = new BreakEvenSample
        {
            Duration = session.Duration,
            ArrivalRate = session.ArrivalRate,
            EventCost = session.EventCost,
            System = session.Name,
            Replication = session.Replication,
            Utilisation = system.Utilisation(eventRate),
        };
        if (sample.Utilisation >= 1)
        {
            return sample;
        }

        var arrivals = Scaled(_scenario.Fleet!, session.ArrivalRate);
        var events = (int)Math.Round(session.Duration.TotalSeconds * eventRate);
        var fleet = FleetModel.Run(
            system.Options(arrivals, events, new ConstantRate(eventRate).OffsetNs(events - 1)),
            Seeds.OfReplication(_scenario.Seed, session.Replication));
        return sample with
        {
            OverheadSeconds = fleet.OverheadTally.MeanSeconds,
            OverheadP99Seconds = fleet.Overheads.QuantileNs(0.99) / NanosecondsPerSecond,
            CostPerStream = system.CostPerStream(fleet, arrivals, events),
            ColdShare = 1 - ((double)fleet.Warm / fleet.Arrived),
            InstancesP99 = system.AlwaysRuns ? null : fleet.Instances.QuantileNs(0.99),
        };
    }

    /// <summary>The same arrivals, faster or slower: bursts keep their share.</summary>
    private static FleetSpec Scaled(FleetSpec arrivals, double rate)
    {
        var factor = rate / arrivals.MeanRatePerSecond;
        return arrivals with
        {
            RatePerSecond = arrivals.RatePerSecond * factor,
            BurstRatePerSecond = arrivals.BurstRatePerSecond * factor,
        };
    }

    private sealed record Session(
        TimeSpan Duration, double ArrivalRate, TimeSpan EventCost, string Name, FleetSystem System, int Replication);
}
