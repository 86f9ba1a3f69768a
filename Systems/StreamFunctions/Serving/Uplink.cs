using System.Buffers;
using Eval.Systems.Fifo;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>
/// The way to an instance. A frame goes straight from the reader's buffer into the socket where that takes it; what does
/// not fit, as while the instance starts, waits in the bounded FIFO, in pooled memory.
/// </summary>
internal sealed class Uplink(StreamSocket instance, int bufferEvents, long bufferBytes) : IDisposable
{
    private readonly BoundedFifo<Piece> _waiting = new(bufferEvents, bufferBytes);
    private Piece? _leaving;

    /// <summary>Whether bytes wait for the instance.</summary>
    public bool HasPending => _leaving is not null;

    /// <summary>Takes a frame; false where the FIFO is full, and the frame has to be offered again.</summary>
    /// <exception cref="IOException">The instance is gone.</exception>
    public bool Offer(ReadOnlySpan<byte> frame)
    {
        if (HasPending)
        {
            return _waiting.HasRoom(frame.Length) && _waiting.TryAdd(Piece.Of(frame), frame.Length);
        }

        var sent = Math.Max(0, instance.Send(frame, [], wait: false));
        if (sent < frame.Length)
        {
            _leaving = Piece.Of(frame[sent..]);
        }

        return true;
    }

    /// <summary>Sends what the socket takes now.</summary>
    /// <exception cref="IOException">The instance is gone.</exception>
    public void Flush()
    {
        while (_leaving is { } piece)
        {
            var sent = instance.Send(piece.Rest, [], wait: false);
            if (sent == StreamSocket.WouldBlock)
            {
                return;
            }

            piece.Sent += sent;
            if (!piece.Rest.IsEmpty)
            {
                return;
            }

            piece.Dispose();
            _leaving = _waiting.TryTake(out var next) ? next : null;
        }
    }

    /// <summary>Gives all memory back.</summary>
    public void Dispose()
    {
        _leaving?.Dispose();
        _leaving = null;
        while (_waiting.TryTake(out var piece))
        {
            piece.Dispose();
        }
    }

    /// <summary>A frame, or the rest of one, in pooled memory.</summary>
    private sealed class Piece : IDisposable
    {
        private readonly byte[] _bytes;
        private readonly int _length;

        private Piece(byte[] bytes, int length)
        {
            _bytes = bytes;
            _length = length;
        }

        public int Sent { get; set; }

        public ReadOnlySpan<byte> Rest => _bytes.AsSpan(Sent, _length - Sent);

        public static Piece Of(ReadOnlySpan<byte> frame)
        {
            var piece = new Piece(ArrayPool<byte>.Shared.Rent(frame.Length), frame.Length);
            frame.CopyTo(piece._bytes);
            return piece;
        }

        public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);
    }
}
