using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Reports;

/// <summary>Every respect in which the systems of a run can differ, from facts alone.</summary>
internal static class FairnessAspects
{
    private const string UserKey = "hardening.user";

    // What DESIGN, Section 6 asks of every run, whether or not a system says anything of it.
    private static readonly (string Name, Func<Run, DeployedSystem, string?> Of)[] Asked =
    [
        ("build", (_, system) => system.Build),
        ("isolation", (run, system) => Option(run, system, "isolation")),
        ("transport", (_, system) => system.Facts.GetValueOrDefault("transport")),
        ("copies_per_event", (_, system) => system.Facts.GetValueOrDefault("copies_per_event")),
        ("user", User),
        ("memory limit", (run, system) => Limit(run, system, "limits.memory", "bytes")),
        ("cpu limit", (run, system) => Limit(run, system, "limits.cpu", "cores")),
        ("pids limit", (run, system) => Limit(run, system, "limits.pids", "processes")),
        ("files limit", (run, system) => Limit(run, system, "limits.files", "files")),
        ("relaxed", (run, system) => Relaxed(run, system) is { Count: > 0 } words ? string.Join(", ", words) : null),
        ("state", (_, system) => system.Facts.GetValueOrDefault("state")),
        ("bytes moved per event", BytesPerEvent),
        ("start", (run, system) => Option(run, system, "start")),
    ];

    /// <summary>Those first that every run shows, then whatever the systems say of themselves.</summary>
    public static IReadOnlyList<FairnessAspect> Of(Run run)
    {
        var systems = run.Manifest.Systems;
        var said = systems.SelectMany(system => system.Facts.Keys).Distinct().Order(StringComparer.Ordinal)
            .Where(fact => Array.TrueForAll(Asked, asked => asked.Name != fact))
            .Select(fact => (fact, (Func<Run, DeployedSystem, string?>)((_, system) =>
                system.Facts.GetValueOrDefault(fact))));
        return
        [
            .. Asked.Concat(said).Select(aspect => new FairnessAspect(
                aspect.Item1, [.. systems.Select(system => Shown(aspect.Item2(run, system)))])),
        ];
    }

    private static string Shown(string? value) => string.IsNullOrEmpty(value) ? Numbers.Missing : value;

    private static string? Option(Run run, DeployedSystem system, string key) =>
        run.Scenario.Systems.FirstOrDefault(spec => spec.Name == system.Name)?.Option(key);

    /// <summary>A kind without the key has nobody who could change the user of its instances.</summary>
    private static string User(Run run, DeployedSystem system) =>
        system.Facts.GetValueOrDefault("user")
        ?? (Option(run, system, UserKey) == "true" && !Relaxed(run, system).Contains("user")
            ? "unprivileged"
            : "as the platform itself");

    /// <summary>Both ways, the median of the trials that count; what a function does with its state shows here.
    /// </summary>
    private static string? BytesPerEvent(Run run, DeployedSystem system)
    {
        var bytes = run.Measures.Where(measure => measure.Counts).Select(measure => measure.Timeline)
            .Where(timeline => timeline.Trial.System.Name == system.Name
                && timeline is { Consumption: { BytesIn: not null, BytesOut: not null } })
            .Select(timeline => (double)(timeline.Consumption.BytesIn + timeline.Consumption.BytesOut)!
                / timeline.Trial.Events)
            .ToList();
        return Median.Of(bytes) is { } median ? Numbers.Exact(Math.Round(median)) : null;
    }

    private static string Limit(Run run, DeployedSystem system, string key, string unit) =>
        Option(run, system, key) is not { Length: > 0 } value ? "none"
        : Relaxed(run, system).Contains("limits") ? "none (not enforced)"
        : $"{value} {unit}";

    private static List<string> Relaxed(Run run, DeployedSystem system) =>
    [
        .. run.Streams.Where(measure => measure.Timeline.Trial.System.Name == system.Name)
            .SelectMany(measure => measure.Timeline.Observations.Relaxed).Distinct().Order(StringComparer.Ordinal),
    ];
}
