using Eval.Harness.Model;
using Eval.Harness.Simulating.Fleets;
using Eval.Harness.Simulating.Models;
using Eval.Harness.Workloads;
using Eval.Systems.Simulation.Costs;
using Eval.Systems.Simulation.Fleets;
using Eval.Systems.Simulation.Randomness;
using Eval.Systems.Simulation.Replications;

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
    /// <param name="recorded">Sessions of an earlier part of the run, which are not run again.</param>
    /// <param name="threads">At most this many at a time.</param>
    /// <param name="ended">Told of each session that was run as it ends; from any thread.</param>
    /// <param name="cancellation">Ends it between two sessions.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<BreakEvenSample> Run(
        IEnumerable<BreakEvenSample> recorded,
        int threads,
        Action<BreakEvenSample> ended,
        CancellationToken cancellation)
    {
        var plan = Plan().ToArray();
        var known = recorded.ToDictionary(PlaceOf);
        BreakEvenSample?[] samples = [.. plan.Select(session => known.GetValueOrDefault(PlaceOf(Begin(session))))];
        int[] left = [.. Enumerable.Range(0, plan.Length).Where(index => samples[index] is null)];
        AllCores.Run(
            left.Length,
            threads,
            number =>
            {
                var sample = Run(plan[left[number]]);
                samples[left[number]] = sample;
                ended(sample);
            },
            cancellation);
        return samples!;
    }

    private IEnumerable<Session> Plan() =>
        from duration in _scenario.Durations.Distinct().Order()
        from rate in _scenario.BreakEven!.ArrivalRates
        from cost in _scenario.BreakEven!.EventCosts
        from system in _systems
        from replication in Enumerable.Range(0, _scenario.Repetitions)
        select new Session(duration, rate, cost, system.Name, system.System, replication);

    private static (TimeSpan, double, TimeSpan, string, int) PlaceOf(BreakEvenSample sample) =>
        (sample.Duration, sample.ArrivalRate, sample.EventCost, sample.System, sample.Replication);

    private BreakEvenSample Begin(Session session) => new()
    {
        Duration = session.Duration,
        ArrivalRate = session.ArrivalRate,
        EventCost = session.EventCost,
        System = session.Name,
        Replication = session.Replication,
        Utilisation = session.System.WithEventCost(session.EventCost).Utilisation(_scenario.Workload.RatePerSecond),
    };

    private BreakEvenSample Run(Session session)
    {
        var system = session.System.WithEventCost(session.EventCost);
        var eventRate = _scenario.Workload.RatePerSecond;
        var sample = Begin(session);
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
