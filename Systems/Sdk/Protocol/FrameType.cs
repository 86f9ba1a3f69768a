namespace Eval.Systems.Sdk.Protocol;

/// <summary>What a frame says (PROTOCOL.md).</summary>
public enum FrameType : byte
{
    /// <summary>Producer to control plane to instance: the opening of a stream.</summary>
    Open = 1,

    /// <summary>Control plane to producer: the stream was admitted.</summary>
    Accepted = 2,

    /// <summary>Instance to control plane: its process, and when its main was entered and it was ready.</summary>
    Hello = 3,

    /// <summary>Towards the function: one event.</summary>
    Event = 4,

    /// <summary>From the function: one event.</summary>
    Output = 5,

    /// <summary>Either way: no more events will come.</summary>
    End = 6,

    /// <summary>From the function, after its last output: a part of its trailer.</summary>
    Trailer = 7,

    /// <summary>From the instance: the function failed, with a text.</summary>
    Error = 8,

    /// <summary>Control plane to client: the last frame, JSON.</summary>
    Report = 9,

    /// <summary>Client to control plane, instead of an opening: tell the live instances.</summary>
    Observe = 10,

    /// <summary>Control plane to instance, before the opening: bytes of the producer that were read already. Its
    /// presence says that the producer's connection is descriptor 4.</summary>
    Handed = 11,

    /// <summary>Client to a server's network door, before anything else: the token.</summary>
    Authorize = 12,

    /// <summary>Client to control plane, instead of an opening: tell how that stream ended.</summary>
    Outcome = 13,
}
