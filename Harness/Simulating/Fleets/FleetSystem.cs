using System.Globalization;
using Eval.Harness.Model;
using Eval.Harness.Simulating.Models;
using Eval.Systems.Simulation.Costs;
using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Fleets;
using Eval.Systems.Simulation.Streams;

namespace Eval.Harness.Simulating.Fleets;

/// <summary>A system of the scenario as many streams meet it at once: an instance for each, its model, how long
/// instances wait, and what they cost.</summary>
internal sealed class FleetSystem
{
    private const double Gibibyte = 1L << 30;
    private const double MostBusy = 0.7;

    private readonly SystemSpec _spec;
    private readonly PriceSpec? _price;
    private readonly PriceBook? _book;

    private FleetSystem(SystemSpec spec, SystemModel model, PriceSpec? price, PriceBook? book)
    {
        (_spec, Model, _price, _book) = (spec, model, price, book);
    }

    /// <summary>What it does with a stream.</summary>
    public SystemModel Model { get; }

    /// <summary>What stands in for it; empty where it has a model of its own.</summary>
    public string StandsIn { get; private init; } = "";

    /// <summary>Whether it runs before its streams, and after.</summary>
    public bool AlwaysRuns => _spec is { Kind: "pipeline" } && _spec.Option("start") == "running";

    /// <summary>How long an instance waits for the next stream: a FaaS platform keeps it, and bills nothing.</summary>
    public TimeSpan KeepAlive => _spec.Kind is "faas" or "batch" && Seconds("idleTimeout") is { } seconds
        ? TimeSpan.FromSeconds(seconds)
        : TimeSpan.Zero;

    /// <summary>The system of that model.</summary>
    /// <param name="spec">The system.</param>
    /// <param name="file">The models.</param>
    /// <param name="price">How it is billed; null: nobody asks.</param>
    /// <param name="books">The price books, by file.</param>
    /// <exception cref="FormatException">It has no model, or one stream may have several instances.</exception>
    public static FleetSystem Of(
        SystemSpec spec, ModelFile file, PriceSpec? price, IReadOnlyDictionary<string, PriceBook> books)
    {
        var isRunning = spec is { Kind: "pipeline" } && spec.Option("start") == "running";
        var found = ModelledSystem.Of(isRunning ? Cold(spec) : spec, file);
        var modelled = found.Model;
        return modelled.MaximumInstances == 1 && modelled.Concurrency == 1
            ? new FleetSystem(
                isRunning ? spec : found.Spec, modelled, price, price is null ? null : books[price.Book])
            {
                StandsIn = found.StandsIn,
            }
            : throw new FormatException(
                $"system '{spec.Name}': many streams are modelled with one instance a stream that serves one event at "
                + "a time; set maxInstances and concurrency to 1");
    }

    /// <summary>The same with events of that cost.</summary>
    public FleetSystem WithEventCost(TimeSpan cost) => new(
        _spec, Model with { Service = Scaled.ToMean(Model.Service, cost.TotalSeconds) }, _price, _book)
    {
        StandsIn = StandsIn,
    };

    /// <summary>ρ of one stream's events at its instance; a batch has no queue.</summary>
    public double Utilisation(double eventsPerSecond) =>
        Model.IsBatch ? 0 : eventsPerSecond * (Model.Service.Mean + Model.Gap.Mean);

    /// <summary>What a fleet of it is.</summary>
    public FleetOptions Options(FleetSpec arrivals, int events, long spanNs) => new()
    {
        Arrivals = ArrivalProcesses.Of(arrivals),
        System = Model,
        Events = events,
        SpanNs = spanNs,
        Streams = arrivals.Streams,
        KeepAliveNs = (long)KeepAlive.TotalNanoseconds,
        AlwaysRuns = AlwaysRuns,
        Billing = BilledBy(),
    };

    /// <summary>The mean price of a stream; null: nobody asks.</summary>
    public double? CostPerStream(FleetModel fleet, FleetSpec arrivals, int events)
    {
        if (BilledBy() is not { } billing)
        {
            return null;
        }

        return billing.Rule == BillingRule.AlwaysOn
            ? Instances(arrivals.MeanRatePerSecond * events * Model.Service.Mean)
                * billing.PerSecond / arrivals.MeanRatePerSecond
            : fleet.CostSum * Instances(0) / fleet.Arrived;
    }

    /// <summary>Instances that one stream, or with <see cref="AlwaysRuns"/> all of them, have: a pipeline has workers
    /// and a coordinator, and always as many workers that no more than 70 % of them are busy.</summary>
    private double Instances(double busy) => _spec.Kind != "pipeline"
        ? 1
        : 1 + Math.Max(Seconds("workers") ?? 1, Math.Ceiling(busy / MostBusy));

    private Billing? BilledBy() => _price is null || _book is null ? null : new Billing(
        _book,
        _spec.Kind switch
        {
            "faas" or "functions-framework" => BillingRule.RequestPerEvent,
            "batch" => BillingRule.OneRequest,
            "pipeline" when AlwaysRuns => BillingRule.AlwaysOn,
            _ => BillingRule.Lifetime,
        },
        (_price.MemoryBytes / Gibibyte, _price.Vcpus),
        Model.Service);

    private static SystemSpec Cold(SystemSpec spec) => spec with
    {
        Options = spec.Options.ToDictionary(
            option => option.Key, option => option.Key == "start" ? "cold" : option.Value),
    };

    private double? Seconds(string key) =>
        double.TryParse(_spec.Option(key), CultureInfo.InvariantCulture, out var value) ? value : null;
}
