using System.Globalization;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Reports;

/// <summary>Title, and what was run.</summary>
internal static class OverviewSection
{
    /// <summary>Adds the section.</summary>
    public static void Write(Markdown text, Run run)
    {
        var (manifest, scenario) = (run.Manifest, run.Scenario);
        text.Heading(1, $"{scenario.Name}: run {manifest.RunId}");
        if (scenario.Description.Length > 0)
        {
            text.Paragraph(Markdown.Escape(scenario.Description));
        }

        text.Table(["what", "value"],
        [
            ["run", manifest.RunId],
            ["started (UTC)", manifest.StartedUtc.UtcDateTime.ToString("s", CultureInfo.InvariantCulture)],
            ["executor", manifest.Executor],
            ["workload", $"{scenario.Workload.Kind}, {Numbers.Exact(scenario.Workload.RatePerSecond)} events/s"],
            ["workload options", Pairs(scenario.Workload.Options)],
            ["function", scenario.Function],
            ["durations", string.Join(", ", scenario.Durations.Select(Numbers.Duration))],
            ["repetitions wanted", Repetitions(scenario)],
            .. scenario.Profile.Length > 0 ? [["profile", scenario.Profile]] : Array.Empty<string[]>(),
            .. manifest.Resumptions.Select(Row),
            .. Arrivals(scenario),
            Count(run),
            ["seed", manifest.Seed.ToString(CultureInfo.InvariantCulture)],
            ["scenario sha256", manifest.ScenarioSha256],
            ["command line", string.Join(' ', manifest.CommandLine)],
            ["sources", Sources(manifest)],
            ["versions", Pairs(manifest.Versions)],
        ]);
    }

    private static string[][] Arrivals(Scenario scenario) => scenario.Arrivals is { } arrivals
        ? [["arrivals", $"{arrivals.Kind}: {Pairs(arrivals.Options)}"]]
        : [];

    private static string[] Count(Run run) => run.Scenario.Fleet is null
        ? ["trials run", run.Measures.Count.ToString(CultureInfo.InvariantCulture)]
        : ["streams a session", run.Scenario.Fleet.Streams.ToString(CultureInfo.InvariantCulture)];

    private static string Repetitions(Scenario scenario) => scenario.Adaptive is { } adaptive
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{scenario.Repetitions} to {adaptive.Maximum}, until the medians' intervals reach "
            + $"±{adaptive.Until:0.###%}")
        : scenario.Repetitions.ToString(CultureInfo.InvariantCulture);

    private static string[] Row(Resumption resumption) =>
    [
        "resumed (UTC)",
        string.Create(
            CultureInfo.InvariantCulture,
            $"{resumption.AtUtc.UtcDateTime:s}, after {resumption.TrialsBefore} trials, {resumption.GitCommit}"),
    ];

    private static string Sources(RunManifest manifest) => manifest.GitCommit.Length == 0
        ? "not in a git work tree"
        : manifest.GitCommit + (manifest.GitDirty ? ", with changes that are not committed" : "");

    private static string Pairs(IReadOnlyDictionary<string, string> values) => string.Join(
        ", ", values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}"));
}
