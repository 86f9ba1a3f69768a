using System.Runtime.CompilerServices;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Sdk.Hosting;

/// <summary>The frames that come from one socket, and the events of a stream among them, by blocking reads.</summary>
/// <param name="socket">Not owned.</param>
/// <param name="reader">May hold bytes already.</param>
/// <param name="limits">The deadlines of whoever sends, or null.</param>
internal sealed class StreamInput(StreamSocket socket, FrameReader reader, ProducerLimits? limits = null)
{
    /// <summary>Whether a failure was one of this connection, and not of the function.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Whether the end of stream was read.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>The largest payload of an event, bytes.</summary>
    public int MaximumPayload
    {
        set => reader.MaximumPayload = value;
    }

    /// <summary>The events of the stream; pulling the next one waits for it.</summary>
    public IEnumerable<StreamEvent> Events()
    {
        while (TryTakeEvent(out var item))
        {
            yield return item;
        }
    }

    /// <summary>The same as <see cref="Events"/>, complete at each pull.</summary>
    public async IAsyncEnumerable<StreamEvent> EventsAsync(
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        while (TryTakeEvent(out var item))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return item;
            await Task.CompletedTask.ConfigureAwait(false);
        }
    }

    /// <summary>Waits for the next frame.</summary>
    /// <exception cref="ProtocolException">What comes is not one.</exception>
    /// <exception cref="IOException">The connection is broken.</exception>
    /// <exception cref="ProducerTooSlowException">It did not come in time.</exception>
    public Frame Take()
    {
        try
        {
            Frame frame;
            while (!reader.TryTake(out frame))
            {
                limits?.Waits(reader.IsInsideFrame);
                var count = socket.Receive(reader.Space(), wait: true);
                if (count == 0)
                {
                    throw new ProtocolException(ProtocolError.Truncated, "the stream broke off before its end");
                }

                reader.Arrived(Math.Max(0, count));
            }

            limits?.FrameTaken();
            return frame;
        }
        catch
        {
            IsBroken = true;
            throw;
        }
    }

    /// <summary>Whether the end of stream is the next frame that is there now: the function may end just before it
    /// pulls that.</summary>
    public bool EndsNow()
    {
        if (!HasEnded && !IsBroken && (reader.TryTake(out var frame) || ReceiveNow(out frame)))
        {
            HasEnded = frame.Type == FrameType.End;
        }

        return HasEnded;
    }

    private bool ReceiveNow(out Frame frame)
    {
        var count = socket.Receive(reader.Space(), wait: false);
        reader.Arrived(Math.Max(0, count));
        return reader.TryTake(out frame);
    }

    private bool TryTakeEvent(out StreamEvent item)
    {
        item = default;
        if (HasEnded)
        {
            return false;
        }

        var frame = Take();
        switch (frame.Type)
        {
            case FrameType.Event:
                item = EventFrame.Read(frame);
                return true;
            case FrameType.End:
                HasEnded = true;
                return false;
            default:
                IsBroken = true;
                throw new ProtocolException(ProtocolError.UnexpectedFrame, $"{frame.Type} where an event is due");
        }
    }
}
