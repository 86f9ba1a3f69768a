using System.Collections.Concurrent;
using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>
/// One stream through a program of its own. At the first event a thread of the stream's own starts the program, and
/// then sends event after event; those that come meanwhile wait in the outbox.
/// </summary>
internal sealed class RuntimeStream : IStreamUnderTest
{
    private readonly RuntimeTalk _talk;
    private readonly IRuntimeSession _session;
    private readonly BlockingCollection<StreamEvent> _outbox;
    private readonly TaskCompletionSource _served = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Makes the client's side; nothing of it is outside this process yet.</summary>
    /// <param name="talk">What stream and session share.</param>
    /// <param name="session">How the program is dealt with.</param>
    /// <param name="events">How many events the stream has.</param>
    public RuntimeStream(RuntimeTalk talk, IRuntimeSession session, int events)
    {
        (_talk, _session) = (talk, session);
        _outbox = new BlockingCollection<StreamEvent>(Math.Max(1, events));
        new Thread(Serve) { IsBackground = true, Name = "runtime client" }.Start();
    }

    /// <inheritdoc />
    public void Send(StreamEvent item)
    {
        if (!_outbox.TryAdd(item))
        {
            _talk.Tally.Fail(StreamOutcome.Failed, $"the outbox of {_outbox.BoundedCapacity} events is full");
        }
    }

    /// <inheritdoc />
    public void Complete() => _outbox.CompleteAdding();

    /// <inheritdoc />
    public async Task<StreamReport> FinishAsync(CancellationToken cancellation)
    {
        await using (cancellation.UnsafeRegister(_ => CutShort(), null))
        {
            await _served.Task;
        }

        var report = _talk.Marks.Complete(_talk.Tally.ToReport(), _session.Instance);
        return _session is { Trailer.Length: > 0, Instance.Identity.InstanceId: var instanceId }
            ? report with { Trailers = [new InstanceTrailer(instanceId, _session.Trailer)] }
            : report;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        CutShort();
        await _served.Task;
        _outbox.Dispose();
        _talk.Dispose();
    }

    /// <summary>A thread that waits in a call to the program wakes when the program is gone.</summary>
    private void CutShort()
    {
        _talk.Tally.Fail(StreamOutcome.Cancelled, "the deadline ended the stream");
        _talk.Abort();
        _session.Instance?.Kill();
    }

    private void Serve()
    {
        try
        {
            foreach (var item in _outbox.GetConsumingEnumerable(_talk.Aborted))
            {
                if (_session.Instance is null)
                {
                    _talk.Marks.AdmitNs = MonotonicClock.NowNs;
                    _session.Begin();
                }

                _talk.Leaving(item);
                _session.Send(item);
            }

            if (_session.Instance is not null)
            {
                _session.End();
            }
        }
#pragma warning disable CA1031 // Whatever breaks belongs to the report.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _talk.Tally.Fail(StreamOutcome.Failed, _session.ReasonOf(failure));
        }
        finally
        {
            _session.Dispose();
            _served.SetResult();
        }
    }
}
