namespace Eval.Systems.StreamFunctions.Lifecycle;

/// <summary>Why a stream ended, for programs; <see cref="StreamEnd.Reason"/> says it for people.</summary>
public enum EndCode
{
    /// <summary>Every event was handed over and the function ended after the last one.</summary>
    Completed,

    /// <summary>The producer closed, or broke its connection, before the report.</summary>
    ProducerGone,

    /// <summary>The control plane ended.</summary>
    ControlPlaneEnded,

    /// <summary>The function threw, or ended before its input did.</summary>
    FunctionFailed,

    /// <summary>The instance was there, and left without a word.</summary>
    InstanceDied,

    /// <summary>The instance took more memory than its limit.</summary>
    OutOfMemory,

    /// <summary>No instance could be started, or it left before it was ready.</summary>
    StartFailed,

    /// <summary>Somebody sent what is not the protocol.</summary>
    ProtocolViolation,

    /// <summary>What held the stream's events or took its outputs, such as a broker, is gone.</summary>
    BufferLost,

    /// <summary>No whole opening came in time.</summary>
    HandshakeTooLong,

    /// <summary>The instance was not ready in time.</summary>
    StartTooLong,

    /// <summary>The producer sent a part of a frame, and not the rest in time.</summary>
    MidFrameTooLong,

    /// <summary>The producer sent nothing for too long.</summary>
    IdleTooLong,

    /// <summary>The instance left a waiting event untaken for too long.</summary>
    EventTooLong,

    /// <summary>The stream as a whole took too long.</summary>
    TooLong,

    /// <summary>The instance had finished, and did not end.</summary>
    EndTooLong,

    /// <summary>A cap of the server is reached.</summary>
    Overloaded,

    /// <summary>No function of that name is deployed.</summary>
    UnknownFunction,

    /// <summary>A stream of that identity is there already.</summary>
    DuplicateStream,

    /// <summary>The producer asks for larger payloads than the server takes.</summary>
    PayloadTooLarge,

    /// <summary>The producer came from another machine, and did not show the server's token first.</summary>
    Unauthorized,

    /// <summary>A client's own finding: no control plane could be reached.</summary>
    Unreachable,

    /// <summary>A client's own finding: the connection ended without a report.</summary>
    NoReport,
}
