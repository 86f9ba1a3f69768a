namespace Eval.Systems.Sdk.Protocol;

/// <summary>In which way bytes are not the protocol.</summary>
public enum ProtocolError
{
    /// <summary>The preamble is of something else.</summary>
    NotThisProtocol,

    /// <summary>The preamble is of another version.</summary>
    WrongVersion,

    /// <summary>A frame claims more than is allowed.</summary>
    Oversize,

    /// <summary>The bytes end within a frame, or before the end of stream.</summary>
    Truncated,

    /// <summary>A frame of a type that is unknown, or not allowed here.</summary>
    UnexpectedFrame,

    /// <summary>A frame whose body cannot be read.</summary>
    Malformed,
}
