using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Adapters;

/// <summary>Starts a program that speaks frames, writes what the pacer hands over, and has another thread read what
/// comes back.</summary>
internal sealed class CommandSession(
    RuntimeBoxes boxes, CommandProgram program, Opening opening, RuntimeTalk talk) : IRuntimeSession
{
    private static readonly TimeSpan ExitLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan OutputLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan DeathLimit = TimeSpan.FromMilliseconds(200);

    private readonly FrameBuilder _builder = new();
    private CommandProcess? _process;
    private CommandReader? _reader;

    /// <summary>Told, of a stream that ended in order, its trailer, and the file that its process then ran; null where
    /// that was gone already.</summary>
    public required Action<byte[], string?> Ended { get; init; }

    /// <inheritdoc />
    public RuntimeInstance? Instance => _process?.Instance;

    /// <summary>Only a stream that ended in order has one.</summary>
    public byte[]? Trailer { get; private set; }

    /// <summary>Opens the stream without waiting for the program's hello.</summary>
    public void Begin()
    {
        _process = CommandProcess.Start(boxes, program);
        _reader = new CommandReader(_process.Output, opening.MaximumPayload, talk.Returned, Broke);
        if (talk.Aborted.IsCancellationRequested)
        {
            _process.Instance.Kill();
        }

        _process.Input.Write(_builder.Clear().Preamble().Open(opening).Written);
    }

    /// <inheritdoc />
    public void Send(StreamEvent item)
    {
        _process!.Input.Write(_builder.Clear().EventHead(FrameType.Event, item).Written);
        _process.Input.Write(item.Payload.Span);
    }

    /// <summary>Ends the stream, waits for the program's own end of it, and then lets go of its input, at which it has
    /// to exit.</summary>
    public void End()
    {
        var (process, reader) = (_process!, _reader!);
        reader.MayEnd = true;
        process.Input.Write(_builder.Clear().Control(FrameType.End, []).Written);
        reader.WaitForEnd(Timeout.InfiniteTimeSpan, talk.Aborted);
        process.Instance.SamplePeakRss();
        var executable = process.Instance.FindExecutable();
        talk.Ending();
        process.Input.Dispose();
        if (!process.Instance.End(ExitLimit))
        {
            talk.Tally.Fail(StreamOutcome.Failed, $"it still ran {ExitLimit.TotalSeconds} s after its end of stream");
        }
        else if (process.Instance.Exit is { ExitCode: not 0 } exit)
        {
            talk.Tally.Fail(StreamOutcome.Failed, $"the program {exit.Describe()}");
        }
        else if (talk.Tally.ToReport().Outcome == StreamOutcome.Completed)
        {
            Trailer = reader.Trailer;
            Ended(Trailer, executable);
        }
    }

    /// <summary>Where the program is at fault its reader says why, and sooner; that the pipe broke only follows.
    /// </summary>
    public string ReasonOf(Exception failure)
    {
        _reader?.WaitForEnd(OutputLimit, CancellationToken.None);
        return $"writing to the program broke: {failure.Message}";
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_process is null)
        {
            return;
        }

        _process.Instance.End(TimeSpan.Zero);
        if (_reader?.WaitForEnd(OutputLimit, CancellationToken.None) == false)
        {
            talk.Tally.Fail(StreamOutcome.Failed, "another process still holds the program's output");
        }

        if (_reader?.Greeting is { } greeting)
        {
            talk.Marks.RuntimeNs = greeting.MainEnteredNs > 0 ? greeting.MainEnteredNs : null;
            talk.Marks.ConnectNs = greeting.ReadyNs > 0 ? greeting.ReadyNs : _reader.GreetedNs;
        }

        _process.Dispose();
    }

    /// <summary>What the program did wrong; if it died, that is what matters.</summary>
    private void Broke(string reason)
    {
        var instance = _process!.Instance;
        talk.Tally.Fail(
            StreamOutcome.Failed,
            instance.End(DeathLimit) ? $"{reason}; the program {instance.Exit?.Describe()}" : reason);
    }
}
