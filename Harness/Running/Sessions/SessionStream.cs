using Eval.Harness.Model;
using Eval.Harness.Running.Recording;
using Eval.Harness.Running.Trials;
using Eval.Harness.Workloads.Sessions;
using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Harness.Running.Sessions;

/// <summary>One producer of a session: from its preparation, shortly before it comes, to its timeline.</summary>
internal sealed class SessionStream : IAsyncDisposable
{
    private readonly ISystemUnderTest _system;
    private readonly PlannedStream _planned;
    private readonly TrialInput _input;
    private readonly SessionWitness _witness;
    private readonly StreamRecorder _recorder;
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IStreamUnderTest? _stream;
    private Exception? _failure;

    /// <summary>Allocates what the generator needs for it.</summary>
    /// <param name="system">Where it goes.</param>
    /// <param name="planned">Which it is.</param>
    /// <param name="input">Its bytes and times.</param>
    /// <param name="witness">Looks at its instances.</param>
    public SessionStream(ISystemUnderTest system, PlannedStream planned, TrialInput input, SessionWitness witness)
    {
        (_system, _planned, _input, _witness) = (system, planned, input, witness);
        _recorder = new StreamRecorder(planned.Trial.Events) { LookWanted = witness.Want };
    }

    /// <summary>When it comes, nanoseconds from the session's start.</summary>
    public long OffsetNs => _planned.OffsetNs;

    /// <summary>When its events are due after that, nanoseconds.</summary>
    public IReadOnlyList<long> EventsNs => _input.OffsetsNs;

    private int Last => _input.Payloads.Count - 1;

    /// <summary>Makes the client's side, once; what goes wrong is the stream's own result.</summary>
    public void Prepare()
    {
        lock (_gate)
        {
            if (_stream is null && _failure is null)
            {
                var trial = _planned.Trial;
                var request = new StreamRequest(
                    trial.TrialId, trial.Events, _input.Payloads.Max(payload => payload.Length))
                {
                    PayloadBytes = _input.Payloads.Sum(payload => (long)payload.Length),
                };
                Try(() => _stream = _system.Prepare(request, _recorder));
            }
        }
    }

    /// <summary>Hands over one event, on the pacer's thread; the last one closes the stream.</summary>
    public void Emit(int sequence)
    {
        if (sequence == 0)
        {
            Prepare();
        }

        _recorder.Created(sequence, MonotonicClock.NowNs);
        Try(() => _stream?.Send(new StreamEvent(sequence, _input.Payloads[sequence])));

        // Where nothing comes back, the instances are looked at while they must still be there.
        if ((sequence == Last || sequence == Last / 2) && !_recorder.FirstReturned.IsSet)
        {
            _witness.WantAny();
        }

        if (sequence == Last)
        {
            Try(() => _stream?.Complete());
            _sent.TrySetResult();
        }
    }

    /// <summary>Waits until the stream is over, or cut short by the deadline, and lets go of the client.</summary>
    public async Task<StreamReport> EndAsync(CancellationToken deadline)
    {
        await _sent.Task.WaitAsync(deadline).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var report = await ReportAsync(deadline);
        await LetGoAsync();
        return report;
    }

    /// <summary>What the stream left, once the session is over.</summary>
    /// <param name="report">What the system told of it.</param>
    /// <param name="observed">What the harness saw.</param>
    /// <param name="sessionNs">The session's start, MonotonicClock nanoseconds.</param>
    public Timeline Build(StreamReport report, Observations observed, long sessionNs) =>
        new TimelineBuilder(_planned.Trial, _input, _recorder, sessionNs + _planned.OffsetNs)
            .Build(report, _system.Traits, observed);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await LetGoAsync();
        _recorder.Dispose();
    }

    private async Task LetGoAsync()
    {
        IStreamUnderTest? stream;
        lock (_gate)
        {
            (stream, _stream) = (_stream, null);
            _failure ??= new OperationCanceledException("the stream is over");
        }

        if (stream is not null)
        {
            await stream.DisposeAsync();
        }
    }

    private async Task<StreamReport> ReportAsync(CancellationToken deadline)
    {
        try
        {
            if (_failure is null && _stream is { } stream)
            {
                return await stream.FinishAsync(deadline);
            }
        }
#pragma warning disable CA1031 // An adapter's fault must not lose the row.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _failure = failure;
        }

        return _failure switch
        {
            null => Ended(StreamOutcome.Cancelled, "the deadline ended the session before the stream began"),
            StreamRefusedException refusal => Ended(StreamOutcome.Rejected, refusal.Message),
            var failure => Ended(StreamOutcome.Failed, $"adapter: {failure.GetType().Name}: {failure.Message}"),
        };
    }

    private static StreamReport Ended(StreamOutcome outcome, string reason) =>
        new() { Outcome = outcome, Reason = reason };

    private void Try(Action act)
    {
        if (_failure is not null)
        {
            return;
        }

        try
        {
            act();
        }
#pragma warning disable CA1031 // A stream that breaks is a row of the session, and the others go on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _failure = failure;
        }
    }
}
