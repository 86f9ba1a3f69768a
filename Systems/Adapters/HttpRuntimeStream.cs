using System.Collections.Concurrent;
using Eval.Systems.Abstractions;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>
/// One stream through a runtime of its own. At the first event a thread of the stream's own spawns it, asks until it is
/// ready, and then posts event after event on one connection; those that come meanwhile wait in the outbox.
/// </summary>
internal sealed class HttpRuntimeStream : IStreamUnderTest
{
    private static readonly TimeSpan ReadinessLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ReadinessInterval = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan EpitaphLimit = TimeSpan.FromSeconds(1);

    private readonly RuntimeBoxes _boxes;
    private readonly HttpRuntimeProgram _program;
    private readonly string _socket;
    private readonly IStreamObserver _observer;
    private readonly HttpRuntimeClient _client;
    private readonly BlockingCollection<StreamEvent> _outbox;
    private readonly CancellationTokenSource _abort = new();
    private readonly TaskCompletionSource _served = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FaasTally _tally = new();
    private readonly RuntimeMarks _marks = new();
    private RuntimeInstance? _instance;
    private byte[]? _trailer;

    /// <summary>Makes the client's side; nothing of it is outside this process yet.</summary>
    /// <param name="boxes">Where the program is started.</param>
    /// <param name="program">The program.</param>
    /// <param name="socket">Where it shall listen: a path that is this stream's own.</param>
    /// <param name="request">The stream.</param>
    /// <param name="observer">Told what is sent and what returns.</param>
    public HttpRuntimeStream(
        RuntimeBoxes boxes,
        HttpRuntimeProgram program,
        string socket,
        StreamRequest request,
        IStreamObserver observer)
    {
        (_boxes, _program, _socket, _observer) = (boxes, program, socket, observer);
        _client = new HttpRuntimeClient(socket, request);
        _outbox = new BlockingCollection<StreamEvent>(Math.Max(1, request.Events));
        new Thread(Serve) { IsBackground = true, Name = "runtime client" }.Start();
    }

    /// <inheritdoc />
    public void Send(StreamEvent item)
    {
        if (!_outbox.TryAdd(item))
        {
            _tally.Fail(StreamOutcome.Failed, $"the outbox of {_outbox.BoundedCapacity} events is full");
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

        var report = _marks.Complete(_tally.ToReport(), _instance);
        return _trailer is null
            ? report
            : report with { Trailers = [new InstanceTrailer(_instance!.Identity.InstanceId, _trailer)] };
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _abort.CancelAsync();
        await _served.Task;
        _client.Dispose();
        _outbox.Dispose();
    }

    private void CutShort()
    {
        _tally.Fail(StreamOutcome.Cancelled, "the deadline ended the stream");
        _abort.Cancel();
    }

    private void Serve()
    {
        try
        {
            foreach (var item in _outbox.GetConsumingEnumerable(_abort.Token))
            {
                Begin();
                Exchange(item);
            }

            if (_program.HasProbe && _instance is not null)
            {
                _trailer = _client.Get(_abort.Token);
            }

            _observer.Ending();
        }
#pragma warning disable CA1031 // Whatever breaks belongs to the report.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _tally.Fail(StreamOutcome.Failed, ReasonOf(failure));
        }
        finally
        {
            _instance?.End(TimeSpan.Zero);
            File.Delete(_socket);
            _served.SetResult();
        }
    }

    /// <summary>Starts the runtime at the first event, and waits until it is ready.</summary>
    private void Begin()
    {
        if (_instance is not null)
        {
            return;
        }

        _marks.AdmitNs = MonotonicClock.NowNs;
        var command = new SandboxCommand(_program.Executable, _program.ArgumentsFor(_socket), _program.Environment);
        _instance = _boxes.Start(command, _program.Executable);
        var limitNs = MonotonicClock.NowNs + (long)ReadinessLimit.TotalNanoseconds;
        while (!IsReady())
        {
            if (_instance.HasEnded || MonotonicClock.NowNs > limitNs)
            {
                throw new IOException($"it was not ready within {ReadinessLimit.TotalSeconds} s");
            }

            _abort.Token.WaitHandle.WaitOne(ReadinessInterval);
            _abort.Token.ThrowIfCancellationRequested();
        }

        _marks.ConnectNs = MonotonicClock.NowNs;
        _marks.RuntimeNs = _client.MainEnteredNs ?? _marks.RuntimeNs;
    }

    private bool IsReady()
    {
        if (!_client.IsListening)
        {
            return false;
        }

        _marks.RuntimeNs ??= MonotonicClock.NowNs;
        return _client.IsReady(_abort.Token);
    }

    private void Exchange(StreamEvent item)
    {
        _tally.Requested();
        _tally.Sent(item.Payload.Length);
        _observer.Sent(item.Sequence, MonotonicClock.NowNs);
        var payload = _client.Post(item, _abort.Token);
        var nowNs = MonotonicClock.NowNs;
        _tally.Returned(payload.Length);
        _observer.Returned(new StreamEvent(item.Sequence, payload), nowNs);
    }

    /// <summary>Where the runtime has died, that is the reason, and the broken request only follows from it.</summary>
    private string ReasonOf(Exception failure) =>
        _instance?.WaitForEnd(_abort.IsCancellationRequested ? TimeSpan.Zero : EpitaphLimit) == true
            ? $"the runtime ended: {_instance.Exit?.Describe()}"
            : $"a request broke: {HttpWords.Of(failure)}";
}
