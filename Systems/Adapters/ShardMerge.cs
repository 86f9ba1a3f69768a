using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>
/// Puts the outputs of shards that took a stream's events in turn back into the order of their inputs. An output is
/// passed on once every event before it is accounted for: its output has come, or its shard has gone on to a later one
/// (it gave none), or its shard has ended. What is early is held, within a bound; beyond it the thread of the shard
/// that is ahead waits here, so that its instance is held back by its own connection. The shard for which all others
/// wait never does.
/// </summary>
/// <param name="shards">How many there are.</param>
/// <param name="mostHeld">The bound.</param>
/// <param name="observer">Told the outputs in their order, with the time when they were passed on.</param>
internal sealed class ShardMerge(int shards, int mostHeld, IStreamObserver observer) : IDisposable
{
    /// <summary>What a stream holds at most.</summary>
    public const int MostHeld = 1024;

    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim[] _rooms =
        [.. Enumerable.Range(0, shards).Select(_ => new ManualResetEventSlim(true))];

    // Everything from here on is used under the gate.
    private readonly Dictionary<long, StreamEvent> _held = [];
    private readonly long[] _last = [.. Enumerable.Repeat(-1L, shards)];
    private readonly bool[] _ended = new bool[shards];
    private long _next;
    private bool _isAborted;

    /// <summary>The most outputs that were held at once.</summary>
    public int Peak { get; private set; }

    /// <summary>What made the order meaningless; null: nothing.</summary>
    public string? Problem { get; private set; }

    /// <summary>An output came from that shard; its payload is copied where it has to wait. May block.</summary>
    public void Returned(int shard, StreamEvent output)
    {
        lock (_gate)
        {
            if (output.Sequence <= _last[shard])
            {
                // Whether more will come for an event cannot be known, so that several would arrive among others'.
                Problem ??= $"event {output.Sequence} gave several outputs; events that go to shards in turn give at "
                    + "most one each";
                observer.Returned(output, MonotonicClock.NowNs);
                return;
            }

            _last[shard] = output.Sequence;
            if (output.Sequence == _next)
            {
                _next++;
                observer.Returned(output, MonotonicClock.NowNs);
            }
            else
            {
                _held.Add(output.Sequence, output with { Payload = output.Payload.ToArray() });
                Peak = Math.Max(Peak, _held.Count);
            }

            Advance();
        }

        _rooms[shard].Wait();
    }

    /// <summary>Nothing more comes from that shard.</summary>
    public void Ended(int shard)
    {
        lock (_gate)
        {
            _ended[shard] = true;
            Advance();
        }
    }

    /// <summary>Nobody waits here any more; what is held is passed on as far as it is in order.</summary>
    public void Abort()
    {
        lock (_gate)
        {
            _isAborted = true;
            Advance();
        }
    }

    /// <summary>Call it when no shard can be here any more.</summary>
    public void Dispose() => Array.ForEach(_rooms, room => room.Dispose());

    private void Advance()
    {
        while (_held.Count > 0)
        {
            var owner = ShardRoute.InTurn(_next, shards);
            if (_held.Remove(_next, out var output))
            {
                observer.Returned(output, MonotonicClock.NowNs);
            }
            else if (!_ended[owner] && _last[owner] <= _next)
            {
                break;
            }

            _next++;
        }

        var awaited = ShardRoute.InTurn(_next, shards);
        for (var shard = 0; shard < shards; shard++)
        {
            if (_held.Count < mostHeld || shard == awaited || _isAborted)
            {
                _rooms[shard].Set();
            }
            else
            {
                _rooms[shard].Reset();
            }
        }
    }
}
