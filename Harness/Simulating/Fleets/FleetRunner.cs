using Eval.Harness.Model;
using Eval.Harness.Simulating.Models;
using Eval.Harness.Workloads;
using Eval.Systems.Simulation.Costs;
using Eval.Systems.Simulation.Fleets;
using Eval.Systems.Simulation.Monitors;
using Eval.Systems.Simulation.Replications;

namespace Eval.Harness.Simulating.Fleets;

/// <summary>Runs sessions of many streams in virtual time, at the aggregate fidelity. A session depends on its trial's
/// seed alone, which is the same for all systems of a block: the results are the same at any number of threads.
/// </summary>
public sealed class FleetRunner
{
    private const double NanosecondsPerSecond = 1e9;
    private const double Billion = 1e9;
    private const double MostLookedAt = 10_000;

    private readonly Scenario _scenario;
    private readonly Dictionary<string, FleetSystem> _systems;
    private readonly string _currency;

    /// <summary>Finds the model and the prices of each system.</summary>
    /// <param name="scenario">With a fleet.</param>
    /// <param name="model">The models.</param>
    /// <param name="books">The price books, by file.</param>
    /// <exception cref="FormatException">A system has no model, or is unstable.</exception>
    public FleetRunner(Scenario scenario, ModelFile model, IReadOnlyDictionary<string, PriceBook> books)
    {
        SimulatedExecutor.RefuseWorkflows(scenario);
        RefuseBursts(scenario);
        _scenario = scenario;
        _currency = books.Values.FirstOrDefault()?.Currency ?? "";
        _systems = scenario.Systems.ToDictionary(system => system.Name, system => FleetSystem.Of(
            system, model, scenario.Prices.FirstOrDefault(price => price.System == system.Name), books));
        foreach (var system in scenario.Systems)
        {
            var workload = system.Workload ?? scenario.Workload;
            var utilisation = _systems[system.Name].Utilisation(workload.RatePerSecond);
            if (utilisation >= 1)
            {
                throw new FormatException(FormattableString.Invariant(
                    $"system '{system.Name}' is unstable: utilisation {utilisation:0.###} is not below 1, so that a ")
                    + "stream's queue grows as long as it lasts, and an average over its events would be of a "
                    + "transient");
            }
        }
    }

    /// <summary>What was assumed beyond the models.</summary>
    public IReadOnlyList<string> Assumptions => FleetAssumptions.Of(_scenario, _systems);

    /// <summary>Runs all sessions of a plan, two or more at a time; they come system by system.</summary>
    /// <param name="plan">The scenario's.</param>
    /// <param name="recorded">Sessions of an earlier part of the run, which are not run again.</param>
    /// <param name="threads">At most this many at a time.</param>
    /// <param name="ended">Told of each session that was run as it ends; from any thread.</param>
    /// <param name="cancellation">Ends it between two sessions.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<FleetAggregate> Run(
        TrialPlan plan,
        IEnumerable<IReadOnlyList<FleetAggregate>> recorded,
        int threads,
        Action<IReadOnlyList<FleetAggregate>> ended,
        CancellationToken cancellation)
    {
        var known = recorded.ToDictionary(session => session[0].SessionId);
        IReadOnlyList<FleetAggregate>?[] results =
            [.. plan.Trials.Select(trial => known.GetValueOrDefault(trial.TrialId))];
        int[] left = [.. Enumerable.Range(0, results.Length).Where(index => results[index] is null)];
        AllCores.Run(
            left.Length,
            threads,
            number =>
            {
                var session = Run(plan.Trials[left[number]]);
                results[left[number]] = session;
                ended(session);
            },
            cancellation);
        var order = _systems.Keys.Index().ToDictionary(system => system.Item, system => system.Index);
        return [.. results.SelectMany(session => session!).OrderBy(one => order[one.System])];
    }

    /// <exception cref="FormatException">A workload's events are not evenly spaced.</exception>
    internal static void RefuseBursts(Scenario scenario)
    {
        foreach (var workload in scenario.Systems.Select(system => system.Workload ?? scenario.Workload).Distinct())
        {
            RefuseBursts(scenario, workload);
        }
    }

    private static void RefuseBursts(Scenario scenario, WorkloadSpec workload)
    {
        var longest = scenario.Durations.Max().TotalSeconds * workload.RatePerSecond;
        var events = (int)Math.Min(MostLookedAt, longest);
        var schedule = WorkloadCatalog.Create(workload).Schedule(events, scenario.Seed);
        var constant = new ConstantRate(workload.RatePerSecond);
        if (Enumerable.Range(0, events).Any(i => schedule.OffsetNs(i) != constant.OffsetNs(i)))
        {
            throw new FormatException($"the events of '{workload.Kind}' are not evenly spaced here, and many "
                + "streams at once are modelled with events at a constant rate; simulate them one by one");
        }
    }

    private List<FleetAggregate> Run(Trial trial)
    {
        var system = _systems[trial.System.Name];
        var arrivals = _scenario.Fleet!;
        var spanNs = new ConstantRate(trial.Workload.RatePerSecond).OffsetNs(trial.Events - 1);
        var fleet = FleetModel.Run(system.Options(arrivals, trial.Events, spanNs), trial.Seed);
        var template = new FleetAggregate
        {
            SessionId = trial.TrialId,
            System = trial.System.Name,
            Duration = trial.Duration,
            Parameters = trial.System.Parameters,
            Streams = fleet.Arrived,
            SessionSeconds = fleet.EndNs / NanosecondsPerSecond,
            Metric = "",
            Unit = "",
            Mean = 0,
        };
        List<FleetAggregate> metrics =
        [
            Quantiles(template, "cold_start_penalty", "1", fleet.Penalties, Billion) with
            {
                Mean = fleet.PenaltySum / fleet.Arrived,
            },
            Quantiles(template, "cold_start_s", "s", fleet.ColdStarts, NanosecondsPerSecond) with
            {
                Mean = fleet.ColdStartTally.MeanSeconds,
            },
            Quantiles(template, "processing_overhead_s", "s", fleet.Overheads, NanosecondsPerSecond) with
            {
                Mean = fleet.OverheadTally.MeanSeconds,
            },
            template with { Metric = "cold_share", Unit = "1", Mean = 1 - ((double)fleet.Warm / fleet.Arrived) },
        ];
        if (!system.AlwaysRuns)
        {
            metrics.Add(Quantiles(template, "instances", "1", fleet.Instances, 1) with
            {
                Mean = ((double)(fleet.Lifetimes.SumNs + fleet.IdleTimes.SumNs)) / fleet.EndNs,
            });
        }

        if (system.CostPerStream(fleet, arrivals, trial.Events) is { } cost)
        {
            metrics.Add(template with { Metric = "cost_per_stream", Unit = _currency, Mean = cost });
        }

        return metrics;
    }

    private static FleetAggregate Quantiles(
        FleetAggregate template, string metric, string unit, QuantileSketch sketch, double scale) => template with
        {
            Metric = metric,
            Unit = unit,
            P50 = sketch.QuantileNs(0.5) / scale,
            P90 = sketch.QuantileNs(0.9) / scale,
            P99 = sketch.QuantileNs(0.99) / scale,
            P999 = sketch.QuantileNs(0.999) / scale,
        };
}
