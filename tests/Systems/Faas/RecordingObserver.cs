using System.Collections.Concurrent;
using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Tests.Systems.Faas;

/// <summary>Keeps what an adapter tells of events.</summary>
internal sealed class RecordingObserver : IStreamObserver
{
    public ConcurrentQueue<long> SentSequences { get; } = new();

    public ConcurrentQueue<(long Sequence, byte[] Payload)> Outputs { get; } = new();

    public void Sent(long sequence, long nowNs) => SentSequences.Enqueue(sequence);

    public void Returned(StreamEvent output, long nowNs) =>
        Outputs.Enqueue((output.Sequence, output.Payload.ToArray()));
}
