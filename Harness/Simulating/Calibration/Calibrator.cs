using System.Globalization;
using Eval.Harness.Model;
using Eval.Harness.Simulating.Laws;
using Eval.Harness.Simulating.Models;

namespace Eval.Harness.Simulating.Calibration;

/// <summary>Fits a model to the trials of a measured run.</summary>
public static class Calibrator
{
    private const int FewestGaps = 5;

    /// <summary>The options that change how a system starts and serves; a model holds for their values alone.
    /// </summary>
    private static readonly string[] Decisive =
    [
        "isolation", "start", "buffer", "bufferAt", "bufferTakes", "overflow", "source", "storage", "timers", "workers",
        "endpoint",
    ];

    private static readonly string[] HostFacts = ["cpu", "cores", "os"];

    private static readonly PhaseName[] StartPhases =
    [
        PhaseName.Admit, PhaseName.Sandbox, PhaseName.Runtime, PhaseName.Connect, PhaseName.FirstEvent,
    ];

    private static readonly LawSpec Nothing = LawFit.Best([0.0]);

    /// <summary>The model of all systems of that run that have valid, completed trials.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="manifest">The run.</param>
    /// <param name="measures">Its trials, or those to fit to.</param>
    /// <exception cref="FormatException">There is nothing to fit to.</exception>
    public static ModelFile Fit(string name, RunManifest manifest, IEnumerable<Measure> measures)
    {
        var usable = measures.Where(IsUsable).ToArray();
        if (usable.Length == 0)
        {
            throw new FormatException("no valid, completed trial of a measured run to fit a model to");
        }

        return new ModelFile
        {
            Name = name,
            SourceRun = $"{manifest.Scenario}/{manifest.RunId}",
            SourceDate = manifest.StartedUtc.UtcDateTime.ToString(
                "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            SourceHost = string.Join(", ", HostFacts.Where(manifest.HostBefore.ContainsKey)
                .Select(fact => $"{fact} {manifest.HostBefore[fact]}")),
            SourceCommit = manifest.GitCommit,
            Systems = [.. usable.GroupBy(measure => measure.Timeline.Trial.System.Name).Select(Fit)],
        };
    }

    private static bool IsUsable(Measure measure) =>
        measure is { Counts: true, T1Ns: not null, T2Ns: not null, Phases.Count: > 0 }
        && measure.Timeline is { Executor: "live", Promises: { StampsInFunction: true, HasInstances: true } };

    private static ModelEntry Fit(IEnumerable<Measure> trials)
    {
        var measures = trials.ToArray();
        var samples = measures.Select(measure => new StreamSamples(measure)).ToArray();
        var timeline = measures[0].Timeline;
        var isBatch = timeline.Promises.IsBatch;
        var delivery = Law(samples.SelectMany(sample => sample.Deliveries));
        var service = Law(samples.SelectMany(sample => sample.Services));
        var usual = delivery.SampleMean + service.SampleMean;
        return new ModelEntry
        {
            Kind = timeline.Trial.System.Kind,
            Options = OptionsOf(timeline.Trial.System),
            FittedWith = WorkloadText.Of(timeline.Trial.Workload, timeline.Trial.Function),
            Trials = measures.Length,
            Promises = timeline.Promises,
            Start = [.. Phases(isBatch).Select(phase => new ModelPhase(
                phase, Law(samples.Select(sample => sample.Phase(phase)))))],
            Delivery = delivery,
            Gap = Law(samples.SelectMany(sample => sample.Gaps), FewestGaps),
            Service = service,
            Ending = isBatch ? Nothing : Law(samples.Select(sample => Math.Max(0, sample.LastLatency - usual))),
            Upload = Law(samples.Select(sample => sample.Upload)),
            Teardown = Law(samples.Select(sample => sample.Phase(PhaseName.Teardown))),
        };
    }

    /// <summary>A pipeline from before it could have several workers had one.</summary>
    private static Dictionary<string, string> OptionsOf(SystemSpec system)
    {
        var options = Decisive.Where(system.Options.ContainsKey).ToDictionary(key => key, system.Option);
        if (system.Kind == "pipeline")
        {
            options.TryAdd("workers", "1");
        }

        if (ModelEntry.StateOf(system) is { Length: > 0 } place)
        {
            options[ModelEntry.State] = place;
        }

        return options;
    }

    private static PhaseName[] Phases(bool isBatch) => isBatch
        ? [PhaseName.Generate, .. StartPhases.SkipLast(1)]
        : StartPhases;

    private static LawSpec Law(IEnumerable<double> seconds, int fewest = 1)
    {
        var values = seconds.ToArray();
        return values.Length < fewest ? Nothing : LawFit.Best(values);
    }
}
