using System.Threading.Channels;
using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>One stream through a pipeline: at its first event the engine is started, and the broker told to keep
/// events.</summary>
internal sealed class PipelineStream(PipelineParts parts, StreamRequest request, IStreamObserver observer)
    : IStreamUnderTest
{
    private readonly Channel<StreamEvent> _outbox = Channel.CreateBounded<StreamEvent>(
        new BoundedChannelOptions(Math.Max(1, request.Events)) { SingleReader = true, SingleWriter = true });

    private readonly IPipelineProducer _producer = parts.Broker.Connect(request, observer);
    private readonly TaskCompletionSource<PipelineEngine> _engine =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly CancellationTokenSource _end = new();
    private Task? _publishing;

    /// <summary>The engine's processes that still run.</summary>
    public IEnumerable<InstanceIdentity> LiveInstances =>
        _engine.Task.IsCompletedSuccessfully ? _engine.Task.Result.LiveInstances : [];

    /// <summary>Whether it was disposed, so that nothing of it can be alive.</summary>
    public bool IsOver { get; private set; }

    /// <summary>At a full queue the broker drops without telling the publisher, so such a stream is not begun; the
    /// end of stream needs a place too.</summary>
    private bool IsRefused => request.Events >= parts.QueueBound;

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
        if (_publishing is null)
        {
            return IsRefused
                ? Ended(StreamOutcome.Rejected, $"{request.Events} events against queueEvents: {parts.QueueBound}")
                : Ended(StreamOutcome.Cancelled, "no event was sent");
        }

        var (outcome, reason) = await OutcomeAsync(_publishing, cancellation);
        var report = await StopAsync(Ended(outcome, reason));
        await _end.CancelAsync();
        await _publishing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await ForgottenAsync(report);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        if (_publishing is not null && await EngineAsync() is { } engine)
        {
            await engine.DisposeAsync();
        }

        await _producer.DisposeAsync();
        _end.Dispose();
        IsOver = true;
    }

    private void Begin()
    {
        if (_publishing is not null || IsRefused)
        {
            return;
        }

        // Creating two processes takes milliseconds, which the pacer does not have.
        new Thread(StartEngine) { IsBackground = true, Name = "pipeline engine start" }.Start();
        _publishing = Task.Run(PublishAsync);
    }

    private void StartEngine()
    {
        try
        {
            _engine.SetResult(PipelineEngine.Start(parts.Executable, parts.JobOf(request)));
        }
        catch (Exception failure)
        {
            _engine.SetException(failure);
        }
    }

    private async Task PublishAsync()
    {
        await _producer.OpenAsync(_end.Token);
        await _producer.PublishAsync(_outbox.Reader, _end.Token);
    }

    private async Task<(StreamOutcome Outcome, string? Reason)> OutcomeAsync(
        Task publishing, CancellationToken cancellation)
    {
        try
        {
            Task[] all = [publishing, _producer.Trailer, JobAsync()];
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

    private async Task JobAsync() => await (await _engine.Task).Job;

    private static StreamReport Ended(StreamOutcome outcome, string? reason) =>
        new() { Outcome = outcome, Reason = reason };

    private async Task<StreamReport> StopAsync(StreamReport report)
    {
        report = report with
        {
            Requests = _producer.Tally.Messages,
            BytesIn = _producer.Tally.BytesIn,
            BytesOut = _producer.Tally.BytesOut,
            Marks = _producer.Tally.AdmittedNs > 0 ? [new PhaseMark(Phase.Admit, _producer.Tally.AdmittedNs)] : [],
        };
        if (await EngineAsync() is not { } engine)
        {
            return report;
        }

        var use = engine.Consumption();
        var teardownNs = await engine.StopAsync(inOrder: report.Outcome == StreamOutcome.Completed);
        return report with
        {
            Marks = [.. report.Marks, .. MarksOf(engine), new PhaseMark(Phase.Teardown, teardownNs)],
            Instances = engine.Instances,
            Trailers = _producer.Trailer.IsCompletedSuccessfully
                ? [new InstanceTrailer(engine.Instances[0].InstanceId, _producer.Trailer.Result)]
                : [],
            Resources = use with
            {
                InstanceSeconds = engine.Instances.Sum(one => (teardownNs - one.StartedNs) / 1e9),
            },
        };
    }

    private async Task<PipelineEngine?> EngineAsync()
    {
        await ((Task)_engine.Task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _engine.Task.IsCompletedSuccessfully ? _engine.Task.Result : null;
    }

    private IEnumerable<PhaseMark> MarksOf(PipelineEngine engine)
    {
        // Processes are created, and may run, while the broker is asked: each phase ends when both have happened.
        var admittedNs = _producer.Tally.AdmittedNs;
        yield return new PhaseMark(Phase.Sandbox, Math.Max(admittedNs, engine.StartedNs));
        if (engine.Running is { } running)
        {
            yield return new PhaseMark(Phase.Runtime, Math.Max(admittedNs, running.MainNs));
            yield return new PhaseMark(Phase.Connect, running.ReadyNs);
        }
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
