namespace Eval.Systems.Simulation;

/// <summary>
/// The closed form of a stream of N events that come at a constant rate and are served one after the other: t0 = 0,
/// event i is due at i·a, each takes s. It gives t1 and t2 of the four systems (after arXiv 2603.03089, Section 5).
/// </summary>
public sealed record ClosedForm
{
    /// <summary>A stream of <paramref name="events"/> events.</summary>
    /// <param name="interArrivalSeconds">a, from one event to the next, seconds; 0 or more.</param>
    /// <param name="serviceSeconds">s, the time that one event takes, seconds; 0 or more.</param>
    /// <param name="events">N, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range.</exception>
    public ClosedForm(double interArrivalSeconds, double serviceSeconds, int events)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(interArrivalSeconds);
        ArgumentOutOfRangeException.ThrowIfNegative(serviceSeconds);
        ArgumentOutOfRangeException.ThrowIfLessThan(events, 1);
        InterArrivalSeconds = interArrivalSeconds;
        ServiceSeconds = serviceSeconds;
        Events = events;
    }

    /// <summary>a, seconds.</summary>
    public double InterArrivalSeconds { get; }

    /// <summary>s, seconds.</summary>
    public double ServiceSeconds { get; }

    /// <summary>N.</summary>
    public int Events { get; }

    /// <summary>L = (N − 1)·a, the least time in which the stream can exist, seconds.</summary>
    public double GenerationSpanSeconds => (Events - 1) * InterArrivalSeconds;

    /// <summary>A stream function after a cold start c: t1 = c, t2 = max((N − 1)·a + s, c + N·s).</summary>
    public ClosedFormTimes StreamFunction(double coldStartSeconds) =>
        new(coldStartSeconds, FinishSeconds(Events - 1, coldStartSeconds), GenerationSpanSeconds);

    /// <summary>FaaS with one instance that serves one request at a time queues as a stream function does.</summary>
    public ClosedFormTimes SingleInstanceFaas(double coldStartSeconds) => StreamFunction(coldStartSeconds);

    /// <summary>A pipeline that starts with the stream and takes S for it: t1 = S, t2 = max(S + N·s, (N − 1)·a + s).
    /// </summary>
    public ClosedFormTimes Pipeline(double startUpSeconds) => StreamFunction(startUpSeconds);

    /// <summary>A batch function, called when the last event exists: t1 = (N − 1)·a + c, t2 = t1 + N·s.</summary>
    public ClosedFormTimes Batch(double coldStartSeconds)
    {
        var firstEvent = GenerationSpanSeconds + coldStartSeconds;
        return new(firstEvent, firstEvent + (Events * ServiceSeconds), GenerationSpanSeconds);
    }

    /// <summary>
    /// When event i is finished, in seconds: the solution f_i = max(i·a + s, c + (i + 1)·s) of the recursion
    /// f_i = max(i·a, f_(i−1), c) + s. It holds for every s, as a backlog either goes back to the start or is none.
    /// </summary>
    public double FinishSeconds(int sequence, double coldStartSeconds) => Math.Max(
        (sequence * InterArrivalSeconds) + ServiceSeconds,
        coldStartSeconds + ((sequence + 1) * ServiceSeconds));

    /// <summary>k* = max(1, ⌈c/(a − s)⌉: after that many events, at c + k*·s, the backlog of the cold start is gone;
    /// null where s ≥ a and it never goes.</summary>
    public long? CatchUpEvents(double coldStartSeconds) => ServiceSeconds < InterArrivalSeconds
        ? Math.Max(1, (long)Math.Ceiling(coldStartSeconds / (InterArrivalSeconds - ServiceSeconds)))
        : null;
}
