using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>What the client's side of one stream counts; calls may come from any thread.</summary>
internal sealed class StreamTally
{
    private const int LongestReason = 500;

    private readonly Lock _gate = new();
    private readonly List<string> _answered = [];
    private long _requests;
    private long _bytesIn;
    private long _bytesOut;
    private StreamOutcome _outcome = StreamOutcome.Completed;
    private string? _reason;
    private long? _learnedNs;

    /// <summary>A request is about to leave.</summary>
    public void Requested() => Interlocked.Increment(ref _requests);

    /// <summary>Payload bytes are about to leave.</summary>
    public void Sent(int bytes) => Interlocked.Add(ref _bytesIn, bytes);

    /// <summary>Payload bytes came back.</summary>
    public void Returned(int bytes) => Interlocked.Add(ref _bytesOut, bytes);

    /// <summary>The instances that have answered, in the order of their first answers.</summary>
    public IReadOnlyList<string> Answered
    {
        get
        {
            lock (_gate)
            {
                return [.. _answered];
            }
        }
    }

    /// <summary>An instance has answered, having moved that for its state: it came to the function as events do, or
    /// left it as outputs do.</summary>
    public void AnsweredBy(AnswerHead head)
    {
        Interlocked.Add(ref _requests, head.State.Requests);
        Interlocked.Add(ref _bytesIn, head.State.BytesRead);
        Interlocked.Add(ref _bytesOut, head.State.BytesWritten);
        lock (_gate)
        {
            if (head.InstanceId is { } instance && !_answered.Contains(instance))
            {
                _answered.Add(instance);
            }
        }
    }

    /// <summary>The stream did not complete. The first reason stays.</summary>
    public void Fail(StreamOutcome outcome, string reason)
    {
        lock (_gate)
        {
            if (_outcome == StreamOutcome.Completed)
            {
                (_outcome, _reason) = (outcome, reason[..Math.Min(reason.Length, LongestReason)]);
                _learnedNs = MonotonicClock.NowNs;
            }
        }
    }

    /// <summary>The counts and the outcome as a report that knows nothing more yet.</summary>
    public StreamReport ToReport()
    {
        lock (_gate)
        {
            return new StreamReport
            {
                Outcome = _outcome,
                Reason = _reason,
                LearnedNs = _learnedNs,
                Requests = Interlocked.Read(ref _requests),
                BytesIn = Interlocked.Read(ref _bytesIn),
                BytesOut = Interlocked.Read(ref _bytesOut),
            };
        }
    }
}
