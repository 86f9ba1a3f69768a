using System.Collections.Concurrent;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Producing;
using Eval.Systems.StreamFunctions.Reporting;

namespace Eval.Tests.Systems.StreamFunctions;

/// <summary>A producer that keeps what comes back.</summary>
internal sealed class TestStream : IStreamClientObserver, IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource _firstOutput = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TestStream(string socketPath, string streamId = "stream", int events = 1000, string expected = "1000")
        : this(socketPath, streamId, [KeyValuePair.Create("expectedEvents", expected)], events: events)
    {
    }

    public TestStream(
        string socketPath, string streamId, KeyValuePair<string, string>[] parameters, string function = "",
        string? door = null, int events = 1000) =>
        Client = new StreamClient(socketPath, Opening(streamId, parameters, function), events, this, door);

    public TestStream(Func<StreamSocket> connect, string streamId = "stream")
    {
        var opening = Opening(streamId, [KeyValuePair.Create("expectedEvents", "1000")], "");
        Client = new StreamClient(connect, opening, 1000, this);
    }

    public StreamClient Client { get; }

    public ConcurrentQueue<StreamEvent> Outputs { get; } = new();

    public ConcurrentQueue<long> SentSequences { get; } = new();

    public void Send(long sequence, params byte[] payload) => Client.Send(new StreamEvent(sequence, payload));

    public Task FirstOutputAsync() => _firstOutput.Task.WaitAsync(Limit);

    public Task<StreamSummary> EndAsync() => Client.Ended.WaitAsync(Limit);

    public void Dispose() => Client.Dispose();

    private static Opening Opening(string streamId, KeyValuePair<string, string>[] parameters, string function) =>
        new(streamId, function, Wire.DefaultMaximumPayload, parameters);

    void IStreamClientObserver.Sent(long sequence, long nowNs) => SentSequences.Enqueue(sequence);

    void IStreamClientObserver.Returned(StreamEvent output, long nowNs)
    {
        Outputs.Enqueue(output with { Payload = output.Payload.ToArray() });
        _firstOutput.TrySetResult();
    }
}
