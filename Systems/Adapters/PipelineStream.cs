using System.Threading.Channels;
using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>One stream through a pipeline. At its first event the broker is told to keep events, and the engine is
/// started, or handed the job, or has run it already.</summary>
internal sealed class PipelineStream : IStreamUnderTest
{
    private readonly PipelineParts _parts;
    private readonly PipelineStandby? _standby;
    private readonly StreamRequest _request;
    private readonly PipelineSlot? _slot;
    private readonly IPipelineProducer _producer;
    private readonly Channel<StreamEvent> _outbox;
    private readonly TaskCompletionSource<PipelineRun> _run = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _end = new();
    private Task? _publishing;
    private Task _fate = Task.CompletedTask;
    private long? _learnedNs;

    /// <summary>Allocates the client, and touches nothing outside this process.</summary>
    /// <param name="parts">What all streams share.</param>
    /// <param name="standby">The cluster that outlives streams, or null: each stream starts its own.</param>
    /// <param name="request">What is known of it.</param>
    /// <param name="observer">Who is told.</param>
    public PipelineStream(
        PipelineParts parts, PipelineStandby? standby, StreamRequest request, IStreamObserver observer)
    {
        (_parts, _standby, _request) = (parts, standby, request);
        _slot = standby?.Take();
        _producer = parts.Broker.Connect(_slot?.Stream ?? request.StreamId, _slot is not null, observer);
        _outbox = Channel.CreateBounded<StreamEvent>(
            new BoundedChannelOptions(Math.Max(1, request.Events)) { SingleReader = true, SingleWriter = true });
    }

    /// <summary>The processes of an engine of its own that still run.</summary>
    public IEnumerable<InstanceIdentity> OwnInstances =>
        _standby is null && _run.Task.IsCompletedSuccessfully ? LiveOf(_run.Task.Result) : [];

    /// <summary>Whether it was disposed, so that nothing of it can be alive.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Why it is not begun, or null. At a full queue the broker drops without telling the publisher; the end
    /// of each partition needs a place too.</summary>
    private string? Refusal =>
        _request.Events > _parts.QueueBound - _parts.Shape.Workers
            ? $"{_request.Events} events against queueEvents: {_parts.QueueBound}"
            : _standby is { RunsJob: true } && _slot is null ? "no job is running that waits for a stream" : null;

    /// <inheritdoc />
    public void Send(StreamEvent item)
    {
        Begin();
        if (!_outbox.Writer.TryWrite(item))
        {
            _outbox.Writer.TryComplete(new IOException($"more than the announced {_request.Events} events"));
        }
    }

    /// <inheritdoc />
    public void Complete()
    {
        Begin();
        _outbox.Writer.TryComplete();
    }

    /// <inheritdoc />
    public async Task<StreamReport> FinishAsync(CancellationToken cancellation)
    {
        if (_publishing is null)
        {
            return Refusal is { } refusal
                ? new StreamReport { Outcome = StreamOutcome.Rejected, Reason = refusal }
                : new StreamReport { Outcome = StreamOutcome.Cancelled, Reason = "no event was sent" };
        }

        var (outcome, reason) = await OutcomeAsync(cancellation);
        var report = await ReportAsync(outcome, reason);
        await _end.CancelAsync();
        await _publishing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        report = await ForgottenAsync(report);
        if (_standby is not null)
        {
            await _standby.RestoreAsync(isIntact: report.Outcome == StreamOutcome.Completed);
        }

        return report;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        if (_publishing is null && _slot is not null)
        {
            _standby!.PutBack(_slot);
        }
        else if (_publishing is not null && _standby is null && await RunAsync() is { } run)
        {
            await run.Cluster.DisposeAsync();
        }

        await _producer.DisposeAsync();
        _end.Dispose();
        IsOver = true;
    }

    private static IEnumerable<InstanceIdentity> LiveOf(PipelineRun run)
    {
        var runs = run.JobSubmitted is { IsCompletedSuccessfully: true, Result.Running.IsCompletedSuccessfully: true };
        return run.Cluster.LiveInstances.Select(instance => instance with { Serves = runs });
    }

    private void Begin()
    {
        if (_publishing is null && Refusal is null)
        {
            // Creating processes takes milliseconds, and asking for their CPU time some too; the pacer has neither.
            new Thread(StartRun) { IsBackground = true, Name = "pipeline engine start" }.Start();
            _publishing = Task.Run(PublishAsync);
            _fate = FateAsync(_publishing);
        }
    }

    /// <summary>Ends with the first of its parts that fails, at that time, or with the last.</summary>
    private async Task FateAsync(Task publishing)
    {
        try
        {
            Task[] all = [publishing, _producer.Probes.Ended, JobAsync()];
            await foreach (var part in Task.WhenEach(all))
            {
                await part;
            }
        }
        catch
        {
            _learnedNs = MonotonicClock.NowNs;
            throw;
        }
    }

    private void StartRun()
    {
        try
        {
            _run.SetResult(_standby is null
                ? PipelineRun.Of(PipelineCluster.Start(_parts.Shape, _request.StreamId))
                : PipelineRun.On(_standby.Cluster));
        }
        catch (Exception failure)
        {
            _run.SetException(failure);
        }
    }

    private async Task PublishAsync()
    {
        await _producer.OpenAsync(_end.Token);
        var submitting = SubmitAsync();
        await _producer.PublishAsync(_outbox.Reader, _end.Token);
        await submitting;
    }

    /// <summary>Only what the broker keeps already can be read.</summary>
    private async Task SubmitAsync()
    {
        var run = await _run.Task;
        run.Submitted(_slot?.Job ?? run.Cluster.Submit(_parts.JobOf(_request.StreamId, _request.Events)));
    }

    private async Task<(StreamOutcome Outcome, string? Reason)> OutcomeAsync(CancellationToken cancellation)
    {
        try
        {
            await _fate.WaitAsync(cancellation);
            return (StreamOutcome.Completed, null);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return (StreamOutcome.Cancelled, "the deadline passed before the job had completed");
        }
        catch (Exception failure)
        {
            return (StreamOutcome.Failed, failure.Message);
        }
    }

    private async Task JobAsync() => await (await (await _run.Task).JobSubmitted).Completed;

    private async Task<StreamReport> ReportAsync(StreamOutcome outcome, string? reason)
    {
        var tally = _producer.Tally;
        var report = new StreamReport
        {
            Outcome = outcome,
            Reason = reason,
            LearnedNs = outcome == StreamOutcome.Failed ? _learnedNs : null,
            Requests = tally.Messages,
            BytesIn = tally.BytesIn,
            BytesOut = tally.BytesOut,
            Marks = tally.AdmittedNs > 0 ? [new PhaseMark(Phase.Admit, tally.AdmittedNs)] : [],
        };
        return await RunAsync() is not { } run
            ? report
            : await run.EndAsync(report, _producer.Probes, stops: _standby is null);
    }

    private async Task<PipelineRun?> RunAsync()
    {
        await ((Task)_run.Task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _run.Task.IsCompletedSuccessfully ? _run.Task.Result : null;
    }

    private async Task<StreamReport> ForgottenAsync(StreamReport report)
    {
        try
        {
            await _producer.ForgetAsync();
            return report;
        }
        catch (IOException failure)
        {
            return report with { Outcome = StreamOutcome.Failed, Reason = report.Reason ?? failure.Message };
        }
    }
}
