using System.Collections.Concurrent;
using System.Globalization;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>
/// The caps of the server. Whatever is beyond one is refused at once: nothing waits for a place, so no queue can grow.
/// Those that hold one of the places for starting ones take turns at it (<see cref="StartGate"/>).
/// </summary>
internal sealed class Admission(ServerLimits limits)
{
    // A start on a busy machine takes less; what takes longer is no matter of cores.
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(1);

    private readonly StartGate _gate = new(limits.StartingAtOnce, StartPatience);
    private readonly Refusal _noConnection = Full(limits.Connections, "connections");
    private readonly Refusal _noStream = Full(limits.Streams, "streams");
    private readonly Refusal _noStart = Full(limits.Starting, "starting streams");
    private readonly ConcurrentDictionary<string, LiveStream> _live = new();
    private int _connections;
    private int _streams;
    private int _starting;

    /// <summary>Connections now, silent ones included.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Streams now.</summary>
    public int Streams => Volatile.Read(ref _streams);

    /// <summary>Streams whose instance starts now.</summary>
    public int Starting => Volatile.Read(ref _starting);

    /// <summary>The streams that live now, in no order.</summary>
    public ICollection<LiveStream> Live => _live.Values;

    /// <summary>Whether that stream lives.</summary>
    public bool IsLive(string streamId) => _live.ContainsKey(streamId);

    /// <summary>Notes a connection. Gives the refusal where there is no place for it; it is counted all the same, until
    /// <see cref="Leave"/>.</summary>
    public Refusal? Arrive() => Interlocked.Increment(ref _connections) > limits.Connections ? _noConnection : null;

    /// <summary>The refusal that any stream would get now, or null.</summary>
    public Refusal? Foresee() => Streams >= limits.Streams ? _noStream
        : Starting >= limits.Starting ? _noStart
        : null;

    /// <summary>Forgets a connection.</summary>
    public void Leave() => Interlocked.Decrement(ref _connections);

    /// <summary>Takes a place for a stream, and one for its start. Gives the refusal where there is none.</summary>
    public Refusal? Admit(LiveStream stream)
    {
        if (Interlocked.Increment(ref _streams) > limits.Streams)
        {
            Interlocked.Decrement(ref _streams);
            return _noStream;
        }

        if (Interlocked.Increment(ref _starting) > limits.Starting)
        {
            Interlocked.Decrement(ref _starting);
            Interlocked.Decrement(ref _streams);
            return _noStart;
        }

        if (!_live.TryAdd(stream.StreamId, stream))
        {
            Interlocked.Decrement(ref _starting);
            Interlocked.Decrement(ref _streams);
            return new Refusal(EndCode.DuplicateStream, $"stream {stream.StreamId} is there already");
        }

        (stream.HoldsPlace, stream.HoldsStart) = (1, 1);
        return null;
    }

    /// <summary>Waits until an admitted stream may start an instance; false where it may not by that time.</summary>
    public bool AwaitTurn(LiveStream stream, long deadlineNs) => (stream.Turn = _gate.Enter(deadlineNs)) is not null;

    /// <summary>Its instance is there, or will never be: gives up its turn and its place among the starting ones, once.
    /// </summary>
    public void Started(LiveStream stream)
    {
        if (Interlocked.Exchange(ref stream.Turn, null) is { } turn)
        {
            _gate.Leave(turn);
        }

        if (Interlocked.Exchange(ref stream.HoldsStart, 0) == 1)
        {
            Interlocked.Decrement(ref _starting);
        }
    }

    /// <summary>An admitted stream has ended, and its identity is free again; once.</summary>
    public void Release(LiveStream stream)
    {
        Started(stream);
        if (Interlocked.Exchange(ref stream.HoldsPlace, 0) == 1)
        {
            _live.TryRemove(KeyValuePair.Create(stream.StreamId, stream));
            Interlocked.Decrement(ref _streams);
        }
    }

    private static Refusal Full(int limit, string what) => new(
        EndCode.Overloaded, string.Create(CultureInfo.InvariantCulture, $"{limit} {what} are the limit"));
}
