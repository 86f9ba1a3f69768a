namespace Eval.Systems.StreamFunctions.Lifecycle;

/// <summary>Where a stream is.</summary>
public enum StreamState
{
    /// <summary>Of an instance alone: it waits for a stream that is not there yet.</summary>
    Parked = -1,

    /// <summary>Its producer is connected.</summary>
    Opened,

    /// <summary>Its instance is being started; events are buffered.</summary>
    Starting,

    /// <summary>Its instance handles events.</summary>
    Running,

    /// <summary>Its producer has closed; the instance handles what is left.</summary>
    Draining,

    /// <summary>It is over, with an outcome.</summary>
    Ended,
}
