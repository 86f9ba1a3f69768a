using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Shapes;

namespace Eval.Harness.Scenarios.Keys;

/// <summary>The keys of <c>faults</c>.</summary>
internal static class FaultKeys
{
    /// <summary>The parts that faults can kill.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["instance", "worker", "broker"];

    /// <summary>The top-level key.</summary>
    public static IKey<ScenarioDraft> Faults { get; } = new Key<ScenarioDraft, IReadOnlyList<Located<FaultDraft>>>(
        "faults", "What is killed (SIGKILL) while a stream runs",
        new ListShape<FaultDraft>(new RecordShape<FaultDraft>("fault", Keys()), 1, Limits.Faults),
        (draft, faults) => draft.Faults = faults.Value)
    {
        IsOptional = true,
    };

    private static IReadOnlyList<IKey<FaultDraft>> Keys() =>
    [
        new Key<FaultDraft, string>(
            "kill", "The part: the instance that serves the stream, a pipeline's worker, or the broker",
            new ChoiceShape("part", Parts), (draft, part) => draft.Part = part),
        new Key<FaultDraft, double>(
            "at", "When, as a share of the stream's generation span; later where nothing serves the stream yet",
            new PercentShape(0, 100), (draft, share) => draft.At = share.Value),
        new Key<FaultDraft, string>(
            "system", "The system's label, without what a matrix adds; every system where it is left out",
            new LineShape(1, Limits.LabelLength), (draft, label) => draft.System = label)
        {
            IsOptional = true,
        },
    ];
}
