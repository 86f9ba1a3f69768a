using Eval.Systems.Fifo.Nats;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Polling = Eval.Systems.Sdk.Hosting.LibC;

namespace Eval.Systems.BufferedInstanceHost;

/// <summary>
/// Moves a stream between the control plane and the function's host on one thread: events and the end of stream go
/// through NATS, the opening directly, once NATS is there; what comes back is passed on as it is. Bounded from the
/// control plane's socket to the host's, so that a function that is slow holds its producer back.
/// </summary>
internal sealed unsafe class Pump(StreamSocket control, StreamSocket inner, NatsFifo fifo, long maximumBytes)
{
    private const short Readable = 0x1;
    private const short Writable = 0x4;
    private const short Gone = 0x8 | 0x10;

    private readonly FrameReader _fromControl = new();
    private readonly Outgoing _toInner = new(inner);
    private readonly Outgoing _toControl = new(control);
    private readonly byte[] _outputs = new byte[64 * 1024];
    private Frame _held;
    private bool _holds;
    private bool _hasWhole;

    /// <summary>Runs until the control plane or the function's host lets go.</summary>
    /// <returns>Why events are lost, or null.</returns>
    /// <exception cref="ProtocolException">The control plane sent what is not the protocol.</exception>
    public string? Run()
    {
        var entries = stackalloc Polling.PollEntry[3];
        var isOver = false;
        while (!isOver)
        {
            try
            {
                TakeBack();
                PassUp();
                if (!_hasWhole && fifo.Failure is { } lost)
                {
                    return lost;
                }

                _toInner.Flush();
                _toControl.Flush();
                Poll(entries);
                isOver = !MoveOn(entries[0].Found, entries[2].Found);
            }
            catch (IOException)
            {
                isOver = true;
            }
        }

        inner.Shutdown();
        return null;
    }

    private static int When(bool condition, short readiness) => condition ? readiness : 0;

    private static Polling.PollEntry Entry(int descriptor, int wanted) =>
        new() { Descriptor = descriptor, Wanted = (short)wanted, Found = 0 };

    private void Poll(Polling.PollEntry* entries)
    {
        entries[0] = Entry(
            control.Descriptor, When(!_holds, Readable) | When(_toControl.Count > 0, Writable));
        entries[1] = Entry(_hasWhole ? -1 : fifo.Descriptor, Readable | When(fifo.WantsToSend, Writable));
        entries[2] = Entry(
            inner.Descriptor, When(_toControl.Count == 0, Readable) | When(_toInner.Count > 0, Writable));
        var restMs = _hasWhole || fifo.DeadlineNs == long.MaxValue
            ? -1
            : Math.Clamp((fifo.DeadlineNs - MonotonicClock.NowNs + 999_999) / 1_000_000, 0, int.MaxValue);
        _ = Polling.poll(entries, 3, (int)restMs);
    }

    /// <summary>One read of each side; false once one of them is gone.</summary>
    private bool MoveOn(short controlFound, short innerFound)
    {
        if ((innerFound & Readable) != 0 && _toControl.Count == 0)
        {
            var count = inner.Receive(_outputs, wait: false);
            if (count == 0)
            {
                return false;
            }

            _toControl.Send(_outputs.AsSpan(0, Math.Max(0, count)));
        }

        if ((controlFound & Readable) != 0 && !_holds)
        {
            var count = control.Receive(_fromControl.Space(), wait: false);
            _fromControl.Arrived(Math.Max(0, count));
            return count != 0;
        }

        return ((controlFound | innerFound) & Gone) == 0;
    }

    /// <summary>First, since it gives credits back: a frame that is held has then either room or something to wait
    /// for.</summary>
    private void TakeBack()
    {
        if (_hasWhole)
        {
            return;
        }

        fifo.Advance(MonotonicClock.NowNs);
        while (fifo.TryTake(out var frame))
        {
            _toInner.Send(frame.Span);
            _hasWhole = (FrameType)frame.Span[Wire.PrefixBytes - 1] == FrameType.End;
        }

        _toInner.Flush();
    }

    private void PassUp()
    {
        while (_holds || _fromControl.TryTake(out _held))
        {
            _holds = !Pass(_held);
            if (_holds)
            {
                break;
            }
        }
    }

    /// <summary>The host says that it is ready once it has the opening, so it gets that when NATS is ready, too.
    /// </summary>
    private bool Pass(Frame frame)
    {
        if (frame.Type == FrameType.Open)
        {
            if (fifo.IsReady)
            {
                _fromControl.MaximumPayload = Opening.Read(frame).MaximumPayload;
                _toInner.Send([.. Wire.Preamble, .. frame.Bytes.Span]);
            }

            return fifo.IsReady;
        }

        var waiting = fifo.Bytes + _toInner.Count;
        return (waiting == 0 || waiting + frame.Bytes.Length <= maximumBytes)
            && fifo.TryAdd(frame.Bytes.Span, MonotonicClock.NowNs);
    }
}
