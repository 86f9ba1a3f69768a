using System.Globalization;
using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Reports;

/// <summary>The run against the eight principles of Papadopoulos et al., Methodological Principles for Reproducible
/// Performance Evaluation in Cloud Computing (IEEE Transactions on Software Engineering 2019,
/// doi:10.1109/TSE.2019.2927908): what it has of each, and whether that is enough.</summary>
internal static class ReproducibilitySection
{
    private const string Headline = "processing_overhead_s";

    /// <summary>Adds the section.</summary>
    public static void Write(Markdown text, Run run) => text
        .Heading(2, "Reproducibility checklist")
        .Paragraph("The eight principles of Papadopoulos et al. (IEEE TSE 2019).")
        .Table(
            ["principle", "this run", "met"],
            [
                Repeated(run), Coverage(run), Setup(run.Manifest), Artifact(run.Manifest), Probabilistic(run),
                Statistical(run), ["7. measurement units", "in every header and axis", "yes"], Cost(run),
            ]);

    private static IReadOnlyList<string> Repeated(Run run)
    {
        var counts = Counts(run);
        return Row(
            "1. repeated experiments",
            $"{Number(counts.Min())} to {Number(counts.Max())} valid trials a cell, blocks in random order; "
                + $"{Number(run.Scenario.Repetitions)} wanted",
            counts.Min() >= Math.Max(2, run.Scenario.Repetitions));
    }

    private static IReadOnlyList<string> Coverage(Run run) => Row(
        "2. workload and configuration coverage",
        $"systems: {Number(run.Scenario.Systems.Count)}, stream durations: {Number(run.Scenario.Durations.Count)}, "
            + $"workload: {run.Scenario.Workload.Kind}",
        run.Scenario.Systems.Count > 1 && run.Scenario.Durations.Count > 1);

    private static IReadOnlyList<string> Setup(RunManifest manifest) => Row(
        "3. experimental setup description",
        "host, versions, command line, seed and the scenario's text are in manifest.json; sources: "
            + (manifest.GitCommit.Length == 0 ? "unknown" : manifest.GitDirty ? "changed since a commit" : "a commit"),
        manifest is { GitCommit.Length: > 0, GitDirty: false, HostBefore.Count: > 0 });

    // Whether it is published cannot be seen from here.
    private static IReadOnlyList<string> Artifact(RunManifest manifest) =>
    [
        "4. open access artifact",
        $"raw files with their SHA-256: {Number(manifest.Sha256.Count)}; publish this folder with the paper",
        Numbers.Missing,
    ];

    private static IReadOnlyList<string> Probabilistic(Run run) => Row(
        "5. probabilistic result description",
        Counts(run).Min() >= Intervals.LeastTrials
            ? "medians with intervals of known coverage, distributions of event latency"
            : "medians with ranges: some cell has too few trials for an interval of 95 %",
        Counts(run).Min() >= Intervals.LeastTrials);

    private static IReadOnlyList<string> Statistical(Run run)
    {
        var decidable = run.Comparisons.Count(pair => pair.Verdict != "too-few");
        return Row(
            "6. statistical evaluation",
            $"{Number(decidable)} of {Number(run.Comparisons.Count)} comparisons have at least "
                + $"{Number(ComparisonTable.LeastTrials)} trials on each side",
            decidable > 0 && decidable == run.Comparisons.Count);
    }

    private static IReadOnlyList<string> Cost(Run run) => Row(
        "8. cost",
        run.Measures.Any(measure => measure.Timeline.Consumption.CpuSeconds is not null)
            ? "CPU seconds, memory and lifetime, without prices"
            : "not observed",
        isMet: false);

    /// <summary>Trials in the headline's estimate, cell by cell.</summary>
    private static int[] Counts(Run run) =>
    [
        .. run.Estimates.Where(estimate => estimate.Metric == Headline)
            .Select(estimate => estimate.N).DefaultIfEmpty(0),
    ];

    private static IReadOnlyList<string> Row(string principle, string here, bool isMet) =>
        [principle, here, Numbers.YesNo(isMet)];

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
