namespace Eval.Systems.StreamFunctions.Deploying;

/// <summary>Where waiting events are.</summary>
public enum BufferPlace
{
    /// <summary>In the control plane, which relays.</summary>
    Host,

    /// <summary>In the instance: the producer's connection is handed to it.</summary>
    Instance,
}
