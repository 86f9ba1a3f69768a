using Eval.Harness.Analysis.Stamps;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Tables;

/// <summary>One trial with its run, and what trials.csv derives from them beyond plain fields.</summary>
internal readonly record struct TrialRow(string RunId, Measure Measure)
{
    /// <summary>What was run.</summary>
    public Trial Trial => Measure.Timeline.Trial;

    /// <summary>What it left.</summary>
    public Timeline Timeline => Measure.Timeline;

    /// <summary>What it consumed.</summary>
    public Consumption Consumption => Measure.Timeline.Consumption;

    /// <summary>The stage; null for a workflow as a whole.</summary>
    public int? Stage => Timeline.Stages.Count > 0 ? null : 0;

    /// <summary>Whether the system accepted the stream; null where nothing tells.</summary>
    public bool? Admitted => Admission.Of(Measure);

    /// <summary>The instance that saw the first event that any saw.</summary>
    public string? InstanceId =>
        Timeline.Events.Select(item => item.InstanceId).FirstOrDefault(instance => instance is not null);

    /// <summary>Units that existed for the stream; null where the system has none of its own.</summary>
    public int? Instances => Timeline.Promises.HasInstances ? Timeline.Instances.Count : null;

    /// <summary>Their names, joined.</summary>
    public string UnobservedPhases => string.Join(';', Measure.UnobservedPhases.Select(Names.Of));

    /// <summary>All reasons, joined.</summary>
    public string InvalidReasons => string.Join("; ", Measure.InvalidReasons);

    /// <summary>The scenario's key of the system, or null where the kind has none.</summary>
    public string? Option(string key) => Trial.System.Option(key) is { Length: > 0 } value ? value : null;
}
