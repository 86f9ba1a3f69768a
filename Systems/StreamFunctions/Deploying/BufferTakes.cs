namespace Eval.Systems.StreamFunctions.Deploying;

/// <summary>Which events go through the buffer at a NATS server.</summary>
public enum BufferTakes
{
    /// <summary>Each, as in the paper's prototype.</summary>
    EveryEvent,

    /// <summary>Those that have to wait: while there is no instance, or while earlier ones wait. The others go on to
    /// their instance at once.</summary>
    WhatWaits,
}
