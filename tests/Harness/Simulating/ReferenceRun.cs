using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Eval.Harness.Presentation;
using Eval.Tests.Harness.Presentation;

namespace Eval.Tests.Harness.Simulating;

/// <summary>The committed run that the default model was fitted to.</summary>
internal static class ReferenceRun
{
    private static readonly Lazy<(RunManifest Manifest, Measure[] Measures)> Read = new(() =>
    {
        var folder = RunFolder.Open(Directory.GetDirectories(
            RepositoryFolder.At("Results", "calibration")).Order(StringComparer.Ordinal).First());
        return (folder.ReadManifest(), [.. folder.ReadJournal().Select(TrialAnalysis.Measure)]);
    });

    public static RunManifest Manifest => Read.Value.Manifest;

    public static IReadOnlyList<Measure> Measures => Read.Value.Measures;
}
