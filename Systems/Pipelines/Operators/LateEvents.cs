namespace Eval.Systems.Pipelines.Operators;

/// <summary>The events that a graph dropped since their window had closed.</summary>
internal sealed class LateEvents
{
    private long _count;

    /// <summary>How many so far.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>One more.</summary>
    public void Add() => Interlocked.Increment(ref _count);
}
