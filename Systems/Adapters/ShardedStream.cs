using System.Globalization;
using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>
/// One producer's stream spread over several instances of its function, each of which has a stream of its own at the
/// control plane: one shard. A shard connects at its first event, and one that gets none never exists. Events keep the
/// sequence that they have in the whole stream.
/// </summary>
internal sealed class ShardedStream : IStreamUnderTest
{
    private readonly StreamRequest _request;
    private readonly IStreamObserver _observer;
    private readonly ShardRoute _route;
    private readonly ShardMerge? _merge;
    private readonly StreamFunctionStream[] _shards;
    private readonly bool[] _isUsed;

    /// <summary>Prepares all shards; nothing outside this process is touched yet.</summary>
    /// <param name="request">The whole stream.</param>
    /// <param name="count">How many shards there are.</param>
    /// <param name="route">Which event goes where.</param>
    /// <param name="observer">Told what happens in the whole stream.</param>
    /// <param name="prepare">Makes the client's side of one shard.</param>
    public ShardedStream(
        StreamRequest request, int count, ShardRoute route, IStreamObserver observer,
        Func<StreamRequest, IStreamObserver, StreamFunctionStream> prepare)
    {
        (_request, _route, _observer) = (request, route, observer);
        _merge = route.RestoresOrder ? new ShardMerge(count, ShardMerge.MostHeld, observer) : null;
        _isUsed = new bool[count];
        _shards =
        [
            .. Enumerable.Range(0, count).Select(shard => prepare(
                request with { StreamId = NameOf(shard) }, new Edge(this, shard, NameOf(shard)))),
        ];
        for (var shard = 0; shard < count; shard++)
        {
            _ = FollowAsync(shard);
        }
    }

    /// <inheritdoc />
    public void Send(StreamEvent item)
    {
        var shard = _route.Next(item);
        _isUsed[shard] = true;
        _shards[shard].Send(item);
    }

    /// <inheritdoc />
    public void Complete()
    {
        foreach (var (shard, stream) in _shards.Index())
        {
            if (_isUsed[shard])
            {
                stream.Complete();
            }
            else
            {
                _merge?.Ended(shard);
            }
        }
    }

    /// <inheritdoc />
    public async Task<StreamReport> FinishAsync(CancellationToken cancellation)
    {
        await using var cut = cancellation.UnsafeRegister(_ => _merge?.Abort(), null);
        var used = _shards.Index().Where(shard => _isUsed[shard.Index]).ToList();
        var reports = await Task.WhenAll(used.Select(shard => shard.Item.FinishAsync(cancellation)));
        foreach (var shard in used)
        {
            _merge?.Ended(shard.Index);
        }

        var names = used.Select(shard => $"shard {shard.Index.ToString(CultureInfo.InvariantCulture)}").ToList();
        return ShardReport.Of(names, reports, _merge?.Problem);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _merge?.Abort();
        foreach (var shard in _shards)
        {
            await shard.DisposeAsync();
        }

        _merge?.Dispose();
    }

    private string NameOf(int shard) =>
        string.Create(CultureInfo.InvariantCulture, $"{_request.StreamId}-s{shard}");

    private async Task FollowAsync(int shard)
    {
        await _shards[shard].Ended;
        _merge?.Ended(shard);
    }

    private void Returned(int shard, StreamEvent output, long nowNs)
    {
        if (_merge is null)
        {
            _observer.Returned(output, nowNs);
        }
        else
        {
            _merge.Returned(shard, output);
        }
    }

    /// <summary>What happens at one shard's socket.</summary>
    private sealed class Edge(ShardedStream whole, int shard, string name) : IStreamObserver
    {
        private bool _hasAnswered;

        public void Sent(long sequence, long nowNs) => whole._observer.Sent(sequence, nowNs);

        public void Returned(StreamEvent output, long nowNs)
        {
            if (!_hasAnswered)
            {
                _hasAnswered = true;
                whole._observer.Answered(name);
            }

            whole.Returned(shard, output, nowNs);
        }
    }
}
