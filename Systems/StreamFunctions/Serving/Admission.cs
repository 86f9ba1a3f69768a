using System.Collections.Concurrent;
using System.Globalization;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>
/// The caps of the server. Whatever is beyond one is refused at once: nothing waits for a place, so no queue can grow.
/// </summary>
internal sealed class Admission(ServerLimits limits)
{
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
    public StreamEnd? Arrive() => Interlocked.Increment(ref _connections) > limits.Connections
        ? Full(limits.Connections, "connections")
        : null;

    /// <summary>Forgets a connection.</summary>
    public void Leave() => Interlocked.Decrement(ref _connections);

    /// <summary>Takes a place for a stream, and one for its start. Gives the refusal where there is none.</summary>
    public StreamEnd? Admit(LiveStream stream)
    {
        if (Interlocked.Increment(ref _streams) > limits.Streams)
        {
            Interlocked.Decrement(ref _streams);
            return Full(limits.Streams, "streams");
        }

        if (Interlocked.Increment(ref _starting) > limits.Starting)
        {
            Interlocked.Decrement(ref _starting);
            Interlocked.Decrement(ref _streams);
            return Full(limits.Starting, "starting streams");
        }

        if (!_live.TryAdd(stream.StreamId, stream))
        {
            Interlocked.Decrement(ref _starting);
            Interlocked.Decrement(ref _streams);
            return StreamEnd.Rejected(EndCode.DuplicateStream, $"stream {stream.StreamId} is there already");
        }

        (stream.HoldsPlace, stream.HoldsStart) = (1, 1);
        return null;
    }

    /// <summary>Its instance is there, or will never be: gives up its place among the starting ones, once.</summary>
    public void Started(LiveStream stream)
    {
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

    private static StreamEnd Full(int limit, string what) => StreamEnd.Rejected(
        EndCode.Overloaded, string.Create(CultureInfo.InvariantCulture, $"{limit} {what} are the limit"));
}
