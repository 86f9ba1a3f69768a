using Eval.Systems.Simulation.Distributions;

namespace Eval.Systems.Simulation.Streams;

/// <summary>
/// What a system does with a stream. With no delivery, gap and upload it is the closed form of
/// <see cref="ClosedForm"/>, with random start and service.
/// </summary>
public sealed record SystemModel
{
    private static readonly Deterministic Nothing = new(0);

    /// <summary>The parts of a start, in order; an instance sees its first event after the last.</summary>
    public required IReadOnlyList<StartPhase> Start { get; init; }

    /// <summary>From seeing an event to having processed it.</summary>
    public required IDistribution Service { get; init; }

    /// <summary>From an event's due time to an idle instance seeing it; 0 in the closed form.</summary>
    public IDistribution Delivery { get; init; } = Nothing;

    /// <summary>From having processed an event to seeing the next, where that already waits; 0 in the closed form.
    /// </summary>
    public IDistribution Gap { get; init; } = Nothing;

    /// <summary>What the last event of several takes beyond its service: the stream's end; 0 in the closed form.
    /// </summary>
    public IDistribution Ending { get; init; } = Nothing;

    /// <summary>Whether all events of a stream take the same service time, drawn once: streams then differ more than
    /// independent events allow.</summary>
    public bool SharesService { get; init; }

    /// <summary>Whether the stream is handed over as a whole when its last event exists.</summary>
    public bool IsBatch { get; init; }

    /// <summary>For a batch, the time that handing over takes for each event; one draw per stream.</summary>
    public IDistribution Upload { get; init; } = Nothing;

    /// <summary>The most instances that serve events of one stream; more than one only with a request per event.
    /// </summary>
    public int MaximumInstances { get; init; } = 1;

    /// <summary>Requests that one instance serves at a time.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>The most events that wait for instances; one more is rejected.</summary>
    public int Queue { get; init; } = int.MaxValue;

    /// <summary>E[c]: the mean start, without the upload of a batch, seconds.</summary>
    public double MeanStartSeconds => Start.Sum(phase => phase.Law.Mean);
}
