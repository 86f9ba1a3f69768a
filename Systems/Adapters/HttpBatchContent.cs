using System.Buffers;
using System.Net;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Adapters;

/// <summary>A whole stream as one body of framed events; payloads are sent from where they lie.</summary>
internal sealed class HttpBatchContent(IReadOnlyList<StreamEvent> events, StreamTally tally) : HttpContent
{
    private readonly ArrayBufferWriter<byte> _head = new();

    /// <inheritdoc />
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc />
    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        foreach (var item in events)
        {
            _head.ResetWrittenCount();
            EventBody.WriteHead(_head, item);
            tally.Sent(item.Payload.Length);
            await stream.WriteAsync(_head.WrittenMemory, cancellationToken);
            await stream.WriteAsync(item.Payload, cancellationToken);
        }
    }

    /// <inheritdoc />
    protected override bool TryComputeLength(out long length)
    {
        length = events.Sum(item => EventBody.SizeOf(item));
        return true;
    }
}
