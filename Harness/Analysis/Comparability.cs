using Eval.Harness.Model;

namespace Eval.Harness.Analysis;

/// <summary>Whether two runs may be compared at all, and in what they differ though they may.</summary>
/// <param name="Obstacles">What forbids it: then a difference would be one of the question, not of the answer.</param>
/// <param name="Differences">What to know beside the numbers.</param>
public sealed record Comparability(IReadOnlyList<string> Obstacles, IReadOnlyList<string> Differences)
{
    private static readonly string[] HostObstacles = ["architecture", "cores", "cpu"];
    private static readonly string[] HostDifferences = ["kernel", "memory", "os", "cgroup"];

    /// <summary>Looks at manifests and scenarios.</summary>
    public static Comparability Of(Run earlier, Run later)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(later);
        var (a, b) = (earlier.Manifest, later.Manifest);
        return new Comparability(
            [
                .. Unequal("executor", a.Executor, b.Executor),
                .. Unequal("clock", a.Clock, b.Clock),
                .. Unequal("function", earlier.Scenario.Function, later.Scenario.Function),
                .. Unequal("output", earlier.Scenario.Output, later.Scenario.Output),
                .. Unequal("build", earlier.Scenario.Build, later.Scenario.Build),
                .. Unequal("workload", Text(earlier.Scenario.Workload), Text(later.Scenario.Workload)),
                .. Unequal("arrivals", Text(earlier.Scenario.Arrivals), Text(later.Scenario.Arrivals)),
                .. OfHosts(a.HostBefore, b.HostBefore),
                .. Systems(earlier.Scenario, later.Scenario),
                .. Builds(a, b),
                .. Nothing(earlier.Scenario, later.Scenario),
            ],
            [
                .. Unequal("seed", a.Seed, b.Seed),
                .. Unequal("sources", Sources(a), Sources(b)),
                .. Unequal(HostDifferences, a.HostBefore, b.HostBefore),
                .. a.Versions.Keys.Union(b.Versions.Keys).Order(StringComparer.Ordinal).SelectMany(part => Unequal(
                    part, a.Versions.GetValueOrDefault(part, ""), b.Versions.GetValueOrDefault(part, ""))),
                .. earlier.Scenario.Systems.Where(system => Of(later.Scenario, system) is null)
                    .Select(system => $"{system.Name} is in the first run alone"),
                .. later.Scenario.Systems.Where(system => Of(earlier.Scenario, system) is null)
                    .Select(system => $"{system.Name} is in the second run alone"),
            ]);
    }

    /// <summary>What of two hosts forbids it.</summary>
    /// <param name="earlier">The facts of one.</param>
    /// <param name="later">Those of the other.</param>
    public static IReadOnlyList<string> OfHosts(
        IReadOnlyDictionary<string, string> earlier, IReadOnlyDictionary<string, string> later) =>
        [.. Unequal(HostObstacles, earlier, later)];

    /// <summary>What became of the scenario's build, which may leave it to the machine; not every system has one.
    /// </summary>
    private static IEnumerable<string> Builds(RunManifest earlier, RunManifest later) =>
        from system in earlier.Systems
        let other = later.Systems.FirstOrDefault(candidate => candidate.Name == system.Name)
        where system.Build is not null && other?.Build is not null
        from difference in Unequal("build", system.Build, other.Build)
        select $"{system.Name}: {difference}";

    private static IEnumerable<string> Systems(Scenario earlier, Scenario later) =>
        from system in earlier.Systems
        let other = Of(later, system)
        where other is not null
        from difference in OptionDifferences(system, other)
        select $"{system.Name}: {difference}";

    /// <summary>Option by option; where the kinds differ their options say nothing.</summary>
    private static IEnumerable<string> OptionDifferences(SystemSpec earlier, SystemSpec later) =>
        earlier.Kind != later.Kind
            ? Unequal("kind", earlier.Kind, later.Kind)
            : earlier.Options.Keys.Union(later.Options.Keys).Order(StringComparer.Ordinal)
                .SelectMany(key => Unequal(
                    key, earlier.Options.GetValueOrDefault(key, "none"), later.Options.GetValueOrDefault(key, "none")))
                .Concat(Unequal("workload", Own(earlier), Own(later)));

    private static string Own(SystemSpec system) => system.Workload is { } own ? Text(own) : "the scenario's";

    private static IEnumerable<string> Nothing(Scenario earlier, Scenario later) =>
        earlier.Systems.Any(system => Of(later, system) is not null)
            && earlier.Durations.Intersect(later.Durations).Any()
            ? []
            : ["no system and duration is in both"];

    private static SystemSpec? Of(Scenario scenario, SystemSpec system) =>
        scenario.Systems.FirstOrDefault(other => other.Name == system.Name);

    private static IEnumerable<string> Unequal(
        string[] facts, IReadOnlyDictionary<string, string> earlier, IReadOnlyDictionary<string, string> later) =>
        facts.SelectMany(fact => Unequal(fact, Fact(earlier, fact), Fact(later, fact)));

    private static IEnumerable<string> Unequal<T>(string what, T earlier, T later) =>
        Equals(earlier, later) ? [] : [$"{what}: {earlier} and {later}"];

    private static string Text(WorkloadSpec workload) =>
        FormattableString.Invariant($"{workload.Kind} {workload.RatePerSecond}/s {Pairs(workload.Options)}");

    private static string Text(ArrivalSpec? arrivals) =>
        arrivals is null ? "single" : $"{arrivals.Kind} {Pairs(arrivals.Options)} {arrivals.FileSha256}".TrimEnd();

    private static string Pairs(IReadOnlyDictionary<string, string> values) => string.Join(
        ", ", values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));

    private static string Fact(IReadOnlyDictionary<string, string> host, string fact) =>
        host.GetValueOrDefault(fact, "unknown").Trim();

    private static string Sources(RunManifest manifest) => manifest.GitCommit.Length == 0
        ? "unknown"
        : manifest.GitCommit + (manifest.GitDirty ? " with changes" : "");
}
