using System.Net;
using Eval.Systems.Fifo.Nats;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Streams;

namespace Eval.Systems.StreamFunctions.Buffering;

/// <summary>The NATS servers of one deployment: those of its buffer at the host, and of its outputs.</summary>
internal sealed class NatsRoute
{
    private readonly FunctionDeployment _deployment;
    private readonly IPEndPoint? _buffer;
    private readonly IPEndPoint? _outputs;
    private volatile int _maximumPayload = int.MaxValue;

    /// <summary>The servers that a faultless deployment names.</summary>
    public NatsRoute(FunctionDeployment deployment)
    {
        _deployment = deployment;
        _buffer = deployment.Buffer is { Kind: BufferKind.Nats, At: BufferPlace.Host }
            ? IPEndPoint.Parse(deployment.Buffer.NatsAddress!)
            : null;
        _outputs = deployment.Output.NatsAddress is { } address ? IPEndPoint.Parse(address) : null;
    }

    /// <summary>What is wrong with a deployment's use of NATS, or null.</summary>
    public static string? FaultOf(FunctionDeployment deployment)
    {
        var (buffer, output) = (deployment.Buffer, deployment.Output);
        if (buffer is { Kind: BufferKind.Nats, Overflow: Overflow.DropOldest })
        {
            return "drop-oldest needs a buffer in memory: what a NATS server holds cannot be taken back";
        }

        if (buffer is { Kind: BufferKind.Nats, At: BufferPlace.Host } && !IsAddress(buffer.NatsAddress))
        {
            return $"a NATS buffer at the host needs an address such as 127.0.0.1:4222, not '{buffer.NatsAddress}'";
        }

        if (output.NatsAddress is null && output.NatsSubject is null)
        {
            return null;
        }

        return !IsAddress(output.NatsAddress)
                ? $"outputs to NATS need an address such as 127.0.0.1:4222, not '{output.NatsAddress}'"
            : !NatsSubject.IsPublishable(output.NatsSubject ?? "")
                ? $"outputs to NATS need a subject of plain tokens between dots, not '{output.NatsSubject}'"
            : null;
    }

    /// <summary>Asks each server for the largest message that it takes; its connection is closed again.</summary>
    /// <exception cref="IOException">One does not answer; the message says which and why.</exception>
    public void Prepare()
    {
        var largest = int.MaxValue;
        foreach (var server in new[] { _buffer, _outputs }.OfType<IPEndPoint>())
        {
            largest = Math.Min(largest, NatsProbe.Ask(server).MaximumPayload);
        }

        _maximumPayload = largest;
    }

    /// <summary>The end of a stream whose events could be larger than the servers take, before it has an instance; null
    /// where they cannot.</summary>
    public StreamEnd? Refuse(Opening opening)
    {
        var largest = LargestMessage(opening.MaximumPayload);
        return largest <= _maximumPayload
            ? null
            : StreamEnd.Rejected(
                EndCode.PayloadTooLarge,
                $"payloads of {opening.MaximumPayload} bytes make messages of up to {largest} bytes, and the NATS "
                + $"server takes {_maximumPayload} (its max_payload)");
    }

    /// <summary>For <see cref="RelayedStream.Link"/>; null: in memory.</summary>
    public Func<int, ReadOnlyMemory<byte>, IEventLink>? Link => _buffer is null
        ? null
        : (_, opening) => new NatsLink(_buffer, _deployment.Buffer, opening.Span);

    /// <summary>For <see cref="RelayedStream.Outputs"/>; null: the producer.</summary>
    public Func<IFrameSink>? OutputsOf(string streamId) => _outputs is null
        ? null
        : () => new NatsSink(_outputs, _deployment.Output.NatsSubject!, streamId);

    private static bool IsAddress(string? text) => IPEndPoint.TryParse(text ?? "", out var parsed) && parsed.Port > 0;

    /// <summary>An event with the largest headers; those of a message with outputs take their place.</summary>
    private static long LargestMessage(int payload) =>
        Wire.PrefixBytes + sizeof(long) + sizeof(ushort) + (long)Wire.MaximumHeaderBytes + payload;
}
