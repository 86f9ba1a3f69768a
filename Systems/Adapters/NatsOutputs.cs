using System.Collections.Concurrent;
using System.Globalization;
using Eval.Systems.Sdk;
using Eval.Systems.StreamFunctions.Producing;
using NATS.Client.Core;

namespace Eval.Systems.Adapters;

/// <summary>Whoever wants the outputs that go to a NATS subject: subscribed before any stream, it hands each output to
/// the stream that its headers name, as if it had come back to the producer.</summary>
internal sealed class NatsOutputs : IAsyncDisposable
{
    private const string StreamHeader = "Eval-Stream";
    private const string SequenceHeader = "Eval-Sequence";
    private static readonly TimeSpan Arrival = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    private readonly ConcurrentDictionary<string, IStreamClientObserver> _streams = new();
    private readonly CancellationTokenSource _end = new();
    private readonly NatsConnection _connection;
    private readonly INatsSub<byte[]> _subscription;
    private readonly Task _reading;
    private int _disposed;

    private NatsOutputs(NatsConnection connection, INatsSub<byte[]> subscription)
    {
        _connection = connection;
        _subscription = subscription;
        _reading = ReadAsync();
    }

    /// <summary>Subscribes, and returns once the server has the subscription.</summary>
    public static async Task<NatsOutputs> SubscribeAsync(string address, string subject, CancellationToken cancellation)
    {
        var connection = new NatsConnection(new NatsOpts { Url = $"nats://{address}" });
        var subscription = await connection.SubscribeCoreAsync<byte[]>(subject, cancellationToken: cancellation);
        await connection.PingAsync(cancellation);
        return new NatsOutputs(connection, subscription);
    }

    /// <summary>From now on that stream's outputs go there.</summary>
    public void Expect(string streamId, IStreamClientObserver observer) => _streams[streamId] = observer;

    /// <summary>That stream's outputs are no longer wanted.</summary>
    public void Forget(string streamId) => _streams.TryRemove(streamId, out _);

    /// <summary>Waits until that holds: the server has had all outputs when a stream ends, and they are on their way
    /// from it. Bounded; what is missing then shows as missing.</summary>
    public static async Task WaitUntilAsync(Func<bool> holds, CancellationToken cancellation)
    {
        var endNs = MonotonicClock.NowNs + (long)Arrival.TotalNanoseconds;
        while (!holds() && MonotonicClock.NowNs < endNs && !cancellation.IsCancellationRequested)
        {
            await Task.Delay(Interval, CancellationToken.None);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _end.CancelAsync();
        await _reading;
        await _connection.DisposeAsync();
        _end.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            await foreach (var message in _subscription.Msgs.ReadAllAsync(_end.Token))
            {
                var nowNs = MonotonicClock.NowNs;
                if (_streams.TryGetValue(Header(message, StreamHeader), out var observer)
                    && long.TryParse(
                        Header(message, SequenceHeader), CultureInfo.InvariantCulture, out var sequence))
                {
                    observer.Returned(new StreamEvent(sequence, message.Data), nowNs);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The deployment ends.
        }
    }

    private static string Header(NatsMsg<byte[]> message, string name) =>
        message.Headers is { } headers && headers.TryGetLastValue(name, out var value) ? value ?? "" : "";
}
