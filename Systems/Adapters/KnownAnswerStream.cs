using System.Collections.Concurrent;
using Eval.Systems.Abstractions;
using Eval.Systems.Functions.Probing;
using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>One stream of the known answer: a server that is ready a cold start after the first event was created, and
/// then takes the service time for each event, in order. Its plan is absolute: an end that the machine delayed does not
/// delay those after it, or the answer would not be the declared one.</summary>
internal sealed class KnownAnswerStream : IStreamUnderTest
{
    private readonly BlockingCollection<(StreamEvent Item, long SentNs)> _queue;
    private readonly TaskCompletionSource<string?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _abort = new();
    private readonly IStreamObserver _observer;
    private readonly Probe _probe;
    private readonly long _coldStartNs;
    private readonly long _perEventNs;
    private readonly Func<StreamEvent, IEnumerable<StreamEvent>> _step;
    private long _firstSentNs;

    public KnownAnswerStream(
        int events,
        IStreamObserver observer,
        long coldStartNs,
        long perEventNs,
        Func<StreamEvent, IEnumerable<StreamEvent>> step)
    {
        _queue = new BlockingCollection<(StreamEvent Item, long SentNs)>(events);
        _observer = observer;
        _probe = new Probe(events);
        _coldStartNs = coldStartNs;
        _perEventNs = perEventNs;
        _step = step;
        new Thread(Serve) { IsBackground = true, Name = "known answer", Priority = ThreadPriority.AboveNormal }.Start();
    }

    public void Send(StreamEvent item)
    {
        var now = MonotonicClock.NowNs;
        _observer.Sent(item.Sequence, now);
        Interlocked.CompareExchange(ref _firstSentNs, now, 0);
        _queue.Add((item, now));
    }

    public void Complete() => _queue.CompleteAdding();

    public async Task<StreamReport> FinishAsync(CancellationToken cancellation)
    {
        await using var _ = cancellation.Register(_abort.Cancel);
        var failure = await _ended.Task;
        return new StreamReport
        {
            Outcome = cancellation.IsCancellationRequested ? StreamOutcome.Cancelled
                : failure is null ? StreamOutcome.Completed : StreamOutcome.Failed,
            Reason = failure,
            Trailers = [new InstanceTrailer("known-answer", ProbeLog.Encode(_probe.Records))],
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _abort.CancelAsync();
        await _ended.Task;
        _abort.Dispose();
        _queue.Dispose();
    }

    private void Serve()
    {
        try
        {
            var freeNs = 0L;
            foreach (var (item, sentNs) in _queue.GetConsumingEnumerable(_abort.Token))
            {
                var readyNs = _firstSentNs + _coldStartNs;
                PreciseWait.Until(readyNs, _abort.Token);
                freeNs = Math.Max(Math.Max(freeNs, sentNs), readyNs) + _perEventNs;
                Handle(item, freeNs);
            }

            _ended.SetResult(null);
        }
#pragma warning disable CA1031 // A function may throw anything, and it belongs to the report.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _ended.SetResult(failure is OperationCanceledException ? "cancelled" : $"function: {failure.Message}");
        }
    }

    private void Handle(StreamEvent item, long endNs)
    {
        _probe.Received(item.Sequence);
        foreach (var output in _step(item))
        {
            PreciseWait.Until(endNs, _abort.Token);
            _probe.HandedOver(item.Sequence);
            _observer.Returned(output, MonotonicClock.NowNs);
        }

        _probe.Finished(item.Sequence);
    }
}
