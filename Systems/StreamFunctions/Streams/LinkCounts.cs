namespace Eval.Systems.StreamFunctions.Streams;

/// <summary>The events of one link. Offered = handed + dropped + those that wait.</summary>
internal struct LinkCounts
{
    /// <summary>Taken by the link.</summary>
    public long Offered;

    /// <summary>Wholly in the instance's channel.</summary>
    public long Handed;

    /// <summary>Made room for a newer one.</summary>
    public long Dropped;

    /// <summary>Bytes of all events that were offered, frames whole.</summary>
    public long Bytes;
}
