using System.Collections.Concurrent;
using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Adapters;

/// <summary>
/// One stream through a program of its own. At the first event a thread of the stream's own starts it, and then writes
/// what the pacer hands over; another reads what comes back.
/// </summary>
internal sealed class CommandStream : IStreamUnderTest
{
    private static readonly TimeSpan ExitLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan OutputLimit = TimeSpan.FromSeconds(2);

    private readonly RuntimeBoxes _boxes;
    private readonly CommandProgram _program;
    private readonly Opening _opening;
    private readonly IStreamObserver _observer;
    private readonly BlockingCollection<StreamEvent> _outbox;
    private readonly CancellationTokenSource _abort = new();
    private readonly TaskCompletionSource _served = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FaasTally _tally = new();
    private readonly RuntimeMarks _marks = new();
    private readonly FrameBuilder _builder = new();
    private CommandProcess? _process;
    private CommandReader? _reader;

    /// <summary>Makes the client's side; nothing of it is outside this process yet.</summary>
    public CommandStream(
        RuntimeBoxes boxes,
        CommandProgram program,
        Opening opening,
        StreamRequest request,
        IStreamObserver observer)
    {
        (_boxes, _program, _opening, _observer) = (boxes, program, opening, observer);
        _outbox = new BlockingCollection<StreamEvent>(Math.Max(1, request.Events));
        new Thread(Serve) { IsBackground = true, Name = "command input" }.Start();
    }

    /// <summary>Told, of a stream that ended in order, its trailer, and the file that its process then ran; null where
    /// that was gone already.</summary>
    public required Action<byte[], string?> Ended { get; init; }

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

        var report = _marks.Complete(_tally.ToReport(), _process?.Instance);
        return report.Outcome == StreamOutcome.Completed && _reader is { Trailer.Length: > 0 } reader
            ? report with { Trailers = [new InstanceTrailer(_process!.Instance.Identity.InstanceId, reader.Trailer)] }
            : report;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        CutShort();
        await _served.Task;
        _outbox.Dispose();
    }

    /// <summary>A thread that waits in a call on a pipe wakes when the program is gone.</summary>
    private void CutShort()
    {
        _tally.Fail(StreamOutcome.Cancelled, "the deadline ended the stream");
        _abort.Cancel();
        _process?.Instance.Kill();
    }

    private void Serve()
    {
        try
        {
            foreach (var item in _outbox.GetConsumingEnumerable(_abort.Token))
            {
                Begin();
                Write(item);
            }

            if (_process is not null)
            {
                End(_process, _reader!);
            }
        }
#pragma warning disable CA1031 // Whatever breaks belongs to the report.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            // Where the program is at fault its reader says why; that the pipe broke only follows.
            _reader?.WaitForEnd(OutputLimit, CancellationToken.None);
            _tally.Fail(StreamOutcome.Failed, $"writing to the program broke: {failure.Message}");
        }
        finally
        {
            CleanUp();
            _served.SetResult();
        }
    }

    /// <summary>Starts the program at the first event, and opens the stream without waiting for its hello.</summary>
    private void Begin()
    {
        if (_process is not null)
        {
            return;
        }

        _marks.AdmitNs = MonotonicClock.NowNs;
        _process = CommandProcess.Start(_boxes, _program);
        _reader = new CommandReader(_process.Output, _opening.MaximumPayload, Returned, Broke);
        if (_abort.IsCancellationRequested)
        {
            _process.Instance.Kill();
        }

        _process.Input.Write(_builder.Clear().Preamble().Open(_opening).Written);
    }

    private void Write(StreamEvent item)
    {
        _tally.Requested();
        _tally.Sent(item.Payload.Length);
        _observer.Sent(item.Sequence, MonotonicClock.NowNs);
        _process!.Input.Write(_builder.Clear().EventHead(FrameType.Event, item).Written);
        _process.Input.Write(item.Payload.Span);
    }

    /// <summary>Ends the stream, waits for the program's own end of it, and then lets go of its input, at which it has
    /// to exit.</summary>
    private void End(CommandProcess process, CommandReader reader)
    {
        reader.MayEnd = true;
        process.Input.Write(_builder.Clear().Control(FrameType.End, []).Written);
        reader.WaitForEnd(Timeout.InfiniteTimeSpan, _abort.Token);
        process.Instance.SamplePeakRss();
        var executable = process.Instance.FindExecutable();
        _observer.Ending();
        process.Input.Dispose();
        if (!process.Instance.End(ExitLimit))
        {
            _tally.Fail(StreamOutcome.Failed, $"it still ran {ExitLimit.TotalSeconds} s after its end of stream");
        }
        else if (process.Instance.Exit is { ExitCode: not 0 } exit)
        {
            _tally.Fail(StreamOutcome.Failed, $"the program {exit.Describe()}");
        }
        else if (_tally.ToReport().Outcome == StreamOutcome.Completed)
        {
            Ended(reader.Trailer, executable);
        }
    }

    private void Returned(StreamEvent output, long nowNs)
    {
        _tally.Returned(output.Payload.Length);
        _observer.Returned(output, nowNs);
    }

    /// <summary>What the program did wrong; if it died, that is what matters.</summary>
    private void Broke(string reason)
    {
        var instance = _process!.Instance;
        var hasDied = instance.End(TimeSpan.FromMilliseconds(200));
        _tally.Fail(StreamOutcome.Failed, hasDied ? $"{reason}; the program {instance.Exit?.Describe()}" : reason);
    }

    private void CleanUp()
    {
        if (_process is null)
        {
            return;
        }

        _process.Instance.End(TimeSpan.Zero);
        if (_reader?.WaitForEnd(OutputLimit, CancellationToken.None) == false)
        {
            _tally.Fail(StreamOutcome.Failed, "another process still holds the program's output");
        }

        if (_reader?.Greeting is { } greeting)
        {
            _marks.RuntimeNs = greeting.MainEnteredNs > 0 ? greeting.MainEnteredNs : null;
            _marks.ConnectNs = greeting.ReadyNs > 0 ? greeting.ReadyNs : _reader.GreetedNs;
        }

        _process.Dispose();
    }
}
