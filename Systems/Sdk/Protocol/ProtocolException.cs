namespace Eval.Systems.Sdk.Protocol;

/// <summary>The other side does not speak the protocol; the message says where.</summary>
public sealed class ProtocolException(ProtocolError error, string message) : Exception(message)
{
    /// <summary>In which way.</summary>
    public ProtocolError Error { get; } = error;
}
