namespace Eval.Systems.StreamFunctions.Lifecycle;

/// <summary>Where a stream is.</summary>
public enum StreamState
{
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
