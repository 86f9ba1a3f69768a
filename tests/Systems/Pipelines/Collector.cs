using System.Collections.Concurrent;
using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Tests.Systems.Pipelines;

/// <summary>Keeps every output with its bytes, and tells when a number of them are in.</summary>
internal sealed class Collector(int awaited) : IStreamObserver
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Outputs in the order of arrival, with their times.</summary>
    public ConcurrentQueue<(long Sequence, byte[] Payload, long Ns)> Outputs { get; } = new();

    /// <summary>The times at which events left.</summary>
    public ConcurrentDictionary<long, long> SentNs { get; } = new();

    /// <summary>Ends once the awaited number of outputs is in.</summary>
    public Task Reached => _reached.Task;

    public void Sent(long sequence, long nowNs) => SentNs.TryAdd(sequence, nowNs);

    public void Returned(StreamEvent output, long nowNs)
    {
        Outputs.Enqueue((output.Sequence, output.Payload.ToArray(), nowNs));
        if (Outputs.Count == awaited)
        {
            _reached.SetResult();
        }
    }
}
