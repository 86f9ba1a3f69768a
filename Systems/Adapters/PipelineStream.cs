using System.Threading.Channels;
using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>One stream through a pipeline. At its first event the broker is told to keep events, and the engine is
/// started, or handed the job, or has run it already.</summary>
/// <param name="parts">What all streams share.</param>
/// <param name="standby">The cluster that outlives streams, or null: each stream starts its own.</param>
/// <param name="request">What is known of it.</param>
/// <param name="observer">Who is told.</param>
internal sealed class PipelineStream(
    PipelineParts parts, PipelineStandby? standby, StreamRequest request, IStreamObserver observer)
    : IStreamUnderTest
{
    private readonly Channel<StreamEvent> _outbox = Channel.CreateBounded<StreamEvent>(
        new BoundedChannelOptions(Math.Max(1, request.Events)) { SingleReader = true, SingleWriter = true });

    private readonly TaskCompletionSource<PipelineRun> _run = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _end = new();
    private IPipelineProducer? _producer;
    private PipelineSlot? _slot;
    private Task? _publishing;
    private string? _refusal;

    /// <summary>The processes of an engine of its own that still run.</summary>
    public IEnumerable<InstanceIdentity> OwnInstances =>
        standby is null && _run.Task.IsCompletedSuccessfully ? _run.Task.Result.Cluster.LiveInstances : [];

    /// <summary>Whether it was disposed, so that nothing of it can be alive.</summary>
    public bool IsOver { get; private set; }

    /// <inheritdoc />
    public void Send(StreamEvent item)
    {
        Begin();
        if (!_outbox.Writer.TryWrite(item))
        {
            _outbox.Writer.TryComplete(new IOException($"more than the announced {request.Events} events"));
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
        if (_publishing is null || _producer is null)
        {
            return _refusal is null
                ? new StreamReport { Outcome = StreamOutcome.Cancelled, Reason = "no event was sent" }
                : new StreamReport { Outcome = StreamOutcome.Rejected, Reason = _refusal };
        }

        var (outcome, reason) = await OutcomeAsync(_publishing, _producer, cancellation);
        var report = await ReportAsync(_producer, outcome, reason);
        await _end.CancelAsync();
        await _publishing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        report = await ForgottenAsync(_producer, report);
        if (standby is not null)
        {
            await standby.RestoreAsync(isIntact: report.Outcome == StreamOutcome.Completed);
        }

        return report;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        if (_publishing is not null && standby is null && await RunAsync() is { } run)
        {
            await run.Cluster.DisposeAsync();
        }

        if (_producer is not null)
        {
            await _producer.DisposeAsync();
        }

        _end.Dispose();
        IsOver = true;
    }

    private void Begin()
    {
        if (_publishing is not null || _refusal is not null)
        {
            return;
        }

        _slot = standby?.Take();
        _refusal = Refusal();
        if (_refusal is null)
        {
            _producer = parts.Broker.Connect(_slot?.Stream ?? request.StreamId, _slot is not null, observer);
            StartRun();
            _publishing = Task.Run(() => PublishAsync(_producer));
        }
    }

    /// <summary>At a full queue the broker drops without telling the publisher, so such a stream is not begun; the
    /// end of stream needs a place too.</summary>
    private string? Refusal() =>
        request.Events > parts.QueueBound - parts.Shape.Workers
            ? $"{request.Events} events against queueEvents: {parts.QueueBound}"
            : standby is { RunsJob: true } && _slot is null ? "no job is running that waits for a stream" : null;

    private void StartRun()
    {
        if (standby is not null)
        {
            _run.SetResult(PipelineRun.On(standby.Cluster));
            return;
        }

        // Creating processes takes milliseconds, which the pacer does not have.
        new Thread(() =>
        {
            try
            {
                _run.SetResult(PipelineRun.Of(PipelineCluster.Start(parts.Shape, request.StreamId)));
            }
            catch (Exception failure)
            {
                _run.SetException(failure);
            }
        })
        {
            IsBackground = true,
            Name = "pipeline engine start",
        }.Start();
    }

    private async Task PublishAsync(IPipelineProducer producer)
    {
        await producer.OpenAsync(_end.Token);
        var submitting = SubmitAsync();
        await producer.PublishAsync(_outbox.Reader, _end.Token);
        await submitting;
    }

    /// <summary>Only what the broker keeps already can be read.</summary>
    private async Task SubmitAsync()
    {
        var run = await _run.Task;
        run.Submitted(_slot?.Job ?? run.Cluster.Submit(parts.JobOf(request.StreamId, request.Events)));
    }

    private async Task<(StreamOutcome Outcome, string? Reason)> OutcomeAsync(
        Task publishing, IPipelineProducer producer, CancellationToken cancellation)
    {
        try
        {
            Task[] all = [publishing, producer.Probes.Ended, JobAsync()];
            await foreach (var part in Task.WhenEach(all).WithCancellation(cancellation))
            {
                await part;
            }

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

    private async Task<StreamReport> ReportAsync(IPipelineProducer producer, StreamOutcome outcome, string? reason)
    {
        var (admittedNs, tally) = (producer.Tally.AdmittedNs, producer.Tally);
        var report = new StreamReport
        {
            Outcome = outcome,
            Reason = reason,
            Requests = tally.Messages,
            BytesIn = tally.BytesIn,
            BytesOut = tally.BytesOut,
            Marks = admittedNs > 0 ? [new PhaseMark(Phase.Admit, admittedNs)] : [],
        };
        return await RunAsync() is not { } run
            ? report
            : await run.EndAsync(report, producer.Probes, stops: standby is null);
    }

    private async Task<PipelineRun?> RunAsync()
    {
        await ((Task)_run.Task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _run.Task.IsCompletedSuccessfully ? _run.Task.Result : null;
    }

    private static async Task<StreamReport> ForgottenAsync(IPipelineProducer producer, StreamReport report)
    {
        try
        {
            await producer.ForgetAsync();
            return report;
        }
        catch (IOException failure)
        {
            return report with { Outcome = StreamOutcome.Failed, Reason = report.Reason ?? failure.Message };
        }
    }
}
