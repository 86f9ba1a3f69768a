using System.Globalization;
using Eval.Harness.Model;
using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Streams;

namespace Eval.Harness.Simulating.Models;

/// <summary>Kinds whose answer is their definition: they need no model file.</summary>
internal static class BuiltInModels
{
    /// <summary>What these kinds promise.</summary>
    public static Promises Promises { get; } = new(
        KeepsOrder: true, LosesNothing: true, DuplicatesNothing: true, StampsInFunction: true, IsBatch: false,
        HasInstances: false);

    /// <summary>The model of such a kind; null for others. Loopback is no system, and takes no time; the known answer
    /// takes what it declares.</summary>
    public static SystemModel? Of(SystemSpec system) => system.Kind switch
    {
        "loopback" => Of(0, 0),
        "known-answer" => Of(Seconds(system, "coldStart"), Seconds(system, "perEvent")),
        _ => null,
    };

    private static SystemModel Of(double start, double service) => new()
    {
        Start = [new StartPhase(nameof(PhaseName.FirstEvent), new Deterministic(start))],
        Service = new Deterministic(service),
    };

    private static double Seconds(SystemSpec system, string key) =>
        double.Parse(system.Option(key), CultureInfo.InvariantCulture);
}
