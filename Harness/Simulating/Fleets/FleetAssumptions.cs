using Eval.Harness.Model;

namespace Eval.Harness.Simulating.Fleets;

/// <summary>What sessions of many streams assume beyond their models, in words.</summary>
internal static class FleetAssumptions
{
    /// <summary>Those that apply to the scenario.</summary>
    public static IReadOnlyList<string> Of(Scenario scenario, Dictionary<string, FleetSystem> systems) =>
    [
        "each stream has an instance of its own, and does not slow others: there are machines enough",
        .. systems.Where(system => system.Value.StandsIn.Length > 0).Select(system =>
            $"{system.Key}: nobody has measured it for this model, and {system.Value.StandsIn} stands in"),
        .. systems.Where(system => system.Value.KeepAlive > TimeSpan.Zero).Select(system => FormattableString.Invariant(
            $"{system.Key}: an instance waits {system.Value.KeepAlive.TotalSeconds:0.###} s for the next stream, and ")
            + "the platform bills none of it"),
        .. systems.Where(system => system.Value.AlwaysRuns).Select(system =>
            $"{system.Key}: the model of the cold one without its start, with as many workers that at most 70 % are "
            + "busy, and a coordinator"),
        .. scenario.Prices.Count == 0
            ? Array.Empty<string>()
            :
            [
                "a cold start is billed as service is; a FaaS request is rounded up, yet an instance is billed at most "
                + "all the time; a pipeline pays for its workers and its coordinator",
                "free tiers, traffic and the broker's own price are left out",
            ],
    ];
}
