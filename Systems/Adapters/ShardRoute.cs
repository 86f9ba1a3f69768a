using Eval.Systems.Functions;
using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>Which shard an event goes to; used by one thread.</summary>
/// <param name="shards">How many there are.</param>
/// <param name="keyOf">An event's key; null: events go to the shards in turn.</param>
internal sealed class ShardRoute(int shards, Func<StreamEvent, string>? keyOf)
{
    private readonly Dictionary<string, int> _byKey = new(StringComparer.Ordinal);

    /// <summary>Whether outputs have to be put back in the order of their inputs.</summary>
    public bool RestoresOrder => keyOf is null;

    /// <summary>By the keys of that function, or in turn.</summary>
    /// <exception cref="InvalidOperationException">The function has no keys.</exception>
    public static ShardRoute Of(int shards, bool byKey, string function) => new(shards, !byKey
        ? null
        : FunctionCatalog.Find(function).KeyOf
            ?? throw new InvalidOperationException($"the function {function} has no keys"));

    /// <summary>The shard of events that go in turn.</summary>
    public static int InTurn(long sequence, int shards) => (int)(sequence % shards);

    /// <summary>The event's shard. A key stays with the shard of its first event, and new keys take shards in turn, so
    /// that few keys are spread evenly too; no more keys are remembered than the stream has events.</summary>
    public int Next(in StreamEvent item)
    {
        if (keyOf is null)
        {
            return InTurn(item.Sequence, shards);
        }

        if (KeyIn(item) is not { } key)
        {
            return 0;
        }

        if (!_byKey.TryGetValue(key, out var shard))
        {
            shard = _byKey.Count % shards;
            _byKey.Add(key, shard);
        }

        return shard;
    }

    // What has no key the function cannot read either, and its instance says so.
    private string? KeyIn(in StreamEvent item)
    {
        try
        {
            return keyOf!(item);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
