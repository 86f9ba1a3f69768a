using Eval.Systems.StreamFunctions.Connections;

namespace Eval.Systems.StreamFunctions.Streams;

/// <summary>Frames to the producer, straight from their reader's buffer; only what a full socket leaves of one frame is
/// kept, and nothing more is taken until that is gone. The stream polls the producer by itself.</summary>
internal sealed class ProducerSink(IByteChannel producer) : IFrameSink
{
    private PooledBytes _rest;
    private int _restSent;

    /// <inheritdoc />
    public bool HasPending => _rest.Length > 0;

    /// <summary>Whether the producer takes nothing any more.</summary>
    public bool IsBroken { get; private set; }

    /// <inheritdoc />
    public string? Lost => null;

    /// <inheritdoc />
    public int Descriptor => -1;

    /// <inheritdoc />
    public Readiness Wanted => Readiness.None;

    /// <inheritdoc />
    public bool Offer(ReadOnlySpan<byte> frame)
    {
        if (HasPending || IsBroken)
        {
            return false;
        }

        var sent = Send(frame);
        if (sent < frame.Length)
        {
            _rest = PooledBytes.Of(frame[sent..]);
            _restSent = 0;
        }

        return true;
    }

    /// <inheritdoc />
    public void Flush()
    {
        if (HasPending && !IsBroken)
        {
            _restSent += Send(_rest.From(_restSent));
            if (_restSent == _rest.Length)
            {
                Dispose();
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (HasPending)
        {
            _rest.Return();
            _rest = default;
        }
    }

    private int Send(ReadOnlySpan<byte> bytes)
    {
        var sent = producer.Send(bytes);
        IsBroken |= sent == IByteChannel.Broken;
        return Math.Max(0, sent);
    }
}
