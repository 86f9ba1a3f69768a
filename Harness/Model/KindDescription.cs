namespace Eval.Harness.Model;

/// <summary>A name that scenarios may use, and the keys that come with it.</summary>
public sealed record KindDescription(string Kind, string Description, IReadOnlyList<KeyDescription> Keys)
{
    /// <summary>Whether a system also runs executables and workflows, and can send outputs elsewhere; the others run
    /// one bundled function whose outputs go to the producer.</summary>
    public bool TakesAnyFunction { get; init; }

    /// <summary>What its keys must satisfy together.</summary>
    public IReadOnlyList<KeyRule> Rules { get; init; } = [];

    /// <summary>What it needs beyond the .NET SDK.</summary>
    public IReadOnlyList<SystemNeed> Needs { get; init; } = [];

    /// <summary>Its parts that a fault can kill.</summary>
    public IReadOnlyList<FaultPart> Parts { get; init; } = [];

    /// <summary>Whether an event's outputs depend on earlier events; for functions.</summary>
    public bool IsStateful { get; init; }

    /// <summary>Whether it says what of an event is its key; for functions.</summary>
    public bool IsKeyed { get; init; }

    /// <summary>Whether that state can be put into bytes and kept elsewhere; for functions.</summary>
    public bool HasPortableState { get; init; }

    /// <summary>Whether the function remembers the events before; for systems.</summary>
    public bool KeepsState { get; init; } = true;

    /// <summary>What is wrong with keys that are right one by one, for streams of up to that many events, or null; for
    /// workloads.</summary>
    public Func<WorkloadSpec, int, string?> Problem { get; init; } = (_, _) => null;

    /// <summary>About how many bytes the payloads of a stream of that many events take; for workloads.</summary>
    public Func<WorkloadSpec, int, long> Bytes { get; init; } = (_, _) => 0;
}
