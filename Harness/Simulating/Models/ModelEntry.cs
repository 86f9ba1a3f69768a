using System.Text.Json.Serialization;
using Eval.Harness.Model;
using Eval.Harness.Simulating.Laws;
using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Streams;

namespace Eval.Harness.Simulating.Models;

/// <summary>One kind of system in a model file, in one configuration.</summary>
public sealed record ModelEntry
{
    /// <summary>The key that says where a function's state is; a model without it holds where none is kept.</summary>
    internal const string State = "state";

    /// <summary>The kind, as scenarios name it.</summary>
    public required string Kind { get; init; }

    /// <summary>The options that it holds for; a system with another value of any of them is not modelled.</summary>
    public required IReadOnlyDictionary<string, string> Options { get; init; }

    /// <summary>Of a preset, the options of that platform, which take the place of the scenario's: an
    /// <c>idleTimeout</c> in seconds, for instance.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Platform { get; init; }

    /// <summary>The workload that it was fitted with, such as <c>video 160x120, grayscale</c>: times of service and
    /// transport are of these events.</summary>
    public required string FittedWith { get; init; }

    /// <summary>How many trials it was fitted to.</summary>
    public required int Trials { get; init; }

    /// <summary>What the system promised in the run.</summary>
    public required Promises Promises { get; init; }

    /// <summary>The parts of a start, in order. Of a batch they begin when the last event is due.</summary>
    public required IReadOnlyList<ModelPhase> Start { get; init; }

    /// <summary>From an event's due time to an idle instance seeing it.</summary>
    public required LawSpec Delivery { get; init; }

    /// <summary>From having processed an event to seeing the next, where that already waits.</summary>
    public required LawSpec Gap { get; init; }

    /// <summary>From seeing an event to having processed it.</summary>
    public required LawSpec Service { get; init; }

    /// <summary>What the last event takes beyond.</summary>
    public required LawSpec Ending { get; init; }

    /// <summary>Handing over a batch, for each event.</summary>
    public required LawSpec Upload { get; init; }

    /// <summary>From t2 to the end of the last process.</summary>
    public required LawSpec Teardown { get; init; }

    /// <summary>Whether that system is one of these. A key that it does not have, or that has no effect on it, does not
    /// tell it apart. A stream that several instances share has no model.</summary>
    public bool Covers(SystemSpec system) => system.Kind == Kind && system.Shards == 1
        && Options.GetValueOrDefault(State, "") == StateOf(system)
        && Options.All(option => system.Option(option.Key).Length == 0 || system.Option(option.Key) == option.Value
            || IsNaturalStart(system, option));

    // A stream that claims nothing is modelled from zero: no stream leaves an instance for the next.
    private static bool IsNaturalStart(SystemSpec system, KeyValuePair<string, string> option) =>
        option is { Key: "start", Value: "cold" } && system.Option("start") == "natural";

    /// <summary>That system with the platform's options.</summary>
    public SystemSpec On(SystemSpec system) => Platform is null ? system : system with
    {
        Options = new Dictionary<string, string>(
            system.Options.Where(option => !Platform.ContainsKey(option.Key)).Concat(Platform)),
    };

    /// <summary>The model of that system, with its own limits.</summary>
    public SystemModel ToSystemModel(SystemSpec system) => new()
    {
        Start = [.. Start.Select(phase => new StartPhase(phase.Phase.ToString(), phase.Law.ToDistribution()))],
        Delivery = Delivery.ToDistribution(),
        Gap = Gap.ToDistribution(),
        Service = Service.ToDistribution(),
        Ending = Ending.ToDistribution(),
        Upload = Upload.ToDistribution(),
        IsBatch = Promises.IsBatch,
        SharesService = Promises.IsBatch,
        MaximumInstances = Whole(On(system), "maxInstances", 1),
        Concurrency = Whole(On(system), "concurrency", 1),
        Queue = Whole(On(system), "queue", int.MaxValue),
    };

    /// <summary>Where that system keeps state between events; empty: nowhere, or the kind has no such key.</summary>
    internal static string StateOf(SystemSpec system) => system.Option(State) is not "none" and var place ? place : "";

    private static int Whole(SystemSpec system, string key, int otherwise) =>
        int.TryParse(system.Option(key), System.Globalization.CultureInfo.InvariantCulture, out var value)
            ? value
            : otherwise;
}
