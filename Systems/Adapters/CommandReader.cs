using System.Buffers;
using System.Text;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Adapters;

/// <summary>Reads what a program says, on a thread of its own, until its end of stream or the end of its output. The
/// first mistake ends it.</summary>
internal sealed class CommandReader
{
    private const int LargestTrailer = 256 * 1024 * 1024;

    private readonly Stream _output;
    private readonly Action<StreamEvent, long> _returned;
    private readonly Action<string> _broke;
    private readonly FrameReader _frames;
    private readonly ArrayBufferWriter<byte> _trailer = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isOver;

    /// <summary>Begins to read.</summary>
    /// <param name="output">The program's output.</param>
    /// <param name="largestPayload">The bound of an output's payload, bytes.</param>
    /// <param name="returned">Told each output and when it was here.</param>
    /// <param name="broke">Told once what the program does wrong, on the reader's thread.</param>
    public CommandReader(Stream output, int largestPayload, Action<StreamEvent, long> returned, Action<string> broke)
    {
        (_output, _returned, _broke) = (output, returned, broke);
        _frames = new FrameReader(largestPayload);
        new Thread(Read) { IsBackground = true, Name = "command output" }.Start();
    }

    /// <summary>What it told of its start, or null so far.</summary>
    public Greeting? Greeting { get; private set; }

    /// <summary>When that was here, MonotonicClock nanoseconds.</summary>
    public long GreetedNs { get; private set; }

    /// <summary>Its trailer, once it has ended.</summary>
    public byte[] Trailer => _trailer.WrittenSpan.ToArray();

    /// <summary>Whether the program is allowed to end its stream.</summary>
    public bool MayEnd { get; set; }

    /// <summary>Waits until nothing more is read; false where that lasts longer than the limit.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public bool WaitForEnd(TimeSpan limit, CancellationToken cancellation) =>
        _ended.Task.Wait(limit, cancellation);

    private void Read()
    {
        try
        {
            while (!_isOver)
            {
                var count = _output.Read(_frames.Space());
                var nowNs = MonotonicClock.NowNs;
                if (count == 0)
                {
                    throw new ProtocolException(ProtocolError.Truncated, "its output ended before its end of stream");
                }

                _frames.Arrived(count);
                while (!_isOver && _frames.TryTake(out var frame))
                {
                    Take(frame, nowNs);
                }
            }
        }
#pragma warning disable CA1031 // Whatever breaks belongs to the report.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _broke(failure is ProtocolException wrong ? $"{wrong.Error}: {wrong.Message}" : failure.Message);
        }
        finally
        {
            _ended.SetResult();
        }
    }

    private void Take(Frame frame, long nowNs)
    {
        if (frame.Type is not (FrameType.Hello or FrameType.Error) && Greeting is null)
        {
            throw Unexpected(frame.Type, "before its hello");
        }

        switch (frame.Type)
        {
            case FrameType.Hello when Greeting is null:
                (Greeting, GreetedNs) = (Sdk.Protocol.Greeting.Read(frame), nowNs);
                break;
            case FrameType.Output:
                _returned(EventFrame.Read(frame), nowNs);
                break;
            case FrameType.Trailer when _trailer.WrittenCount < LargestTrailer:
                _trailer.Write(TrailerFrame.Read(frame).Bytes.Span);
                break;
            case FrameType.End when MayEnd:
                _isOver = true;
                break;
            case FrameType.Error:
                throw new IOException($"the program failed: {Encoding.UTF8.GetString(frame.Body.Span)}");
            default:
                throw Unexpected(frame.Type, "here");
        }
    }

    private static ProtocolException Unexpected(FrameType type, string where) =>
        new(ProtocolError.UnexpectedFrame, $"the program sent {type} {where}");
}
