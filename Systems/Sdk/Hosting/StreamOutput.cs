using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Sdk.Hosting;

/// <summary>The outputs and the trailer of a stream, by blocking writes.</summary>
/// <param name="socket">Not owned.</param>
/// <param name="maximumPayload">The largest payload that may be sent, bytes.</param>
internal sealed class StreamOutput(StreamSocket socket, int maximumPayload)
{
    private readonly FrameBuilder _builder = new();

    /// <summary>Whether a failure was one of this connection, and not of the function.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Sends one output.</summary>
    /// <exception cref="ProtocolException">It is larger than the opening allows.</exception>
    public void Send(in StreamEvent output)
    {
        if (output.Payload.Length > maximumPayload)
        {
            throw new ProtocolException(
                ProtocolError.Oversize, $"an output of {output.Payload.Length} bytes; {maximumPayload} are allowed");
        }

        Write(_builder.Clear().EventHead(FrameType.Output, output).Written, output.Payload.Span);
    }

    /// <summary>Sends the trailer, in parts.</summary>
    public void SendTrailer(ReadOnlySpan<byte> trailer)
    {
        for (var rest = trailer; !rest.IsEmpty;)
        {
            var part = rest[..Math.Min(rest.Length, TrailerFrame.MaximumBytes)];
            Write(_builder.Clear().Trailer(part).Written, []);
            rest = rest[part.Length..];
        }
    }

    /// <summary>Sends these bytes, all of them.</summary>
    /// <exception cref="IOException">The connection is broken.</exception>
    public void Write(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        try
        {
            socket.Send(head, body, wait: true);
        }
        catch
        {
            IsBroken = true;
            throw;
        }
    }
}
