using Eval.Systems.Sdk.Protocol;

namespace Eval.Tests.Systems.StreamFunctions.Streams;

/// <summary>The other side of a simulated connection: what it still has to write, and what it has read.</summary>
internal sealed class SimulatedActor(SimulatedWorld world, SimulatedPipe incoming, SimulatedPipe outgoing)
{
    private readonly Queue<byte[]> _leaving = new();
    private readonly byte[] _piece = new byte[4096];
    private int _sent;

    /// <summary>The frames that arrive.</summary>
    public FrameReader Reader { get; } = new();

    /// <summary>Whether all was written.</summary>
    public bool HasWritten => _leaving.Count == 0;

    /// <summary>Whether nothing more will come.</summary>
    public bool IsAtEnd => incoming is { Count: 0, IsEnded: true };

    /// <summary>Will write that.</summary>
    public void Write(ReadOnlySpan<byte> bytes) => _leaving.Enqueue(bytes.ToArray());

    /// <summary>Writes, at most that much.</summary>
    public void Flush(int most = int.MaxValue)
    {
        while (_leaving.TryPeek(out var bytes) && most > 0)
        {
            var count = outgoing.Write(bytes.AsSpan(_sent, Math.Min(most, bytes.Length - _sent)));
            _sent += count;
            most -= count;
            if (_sent < bytes.Length)
            {
                return;
            }

            _leaving.Dequeue();
            _sent = 0;
        }
    }

    /// <summary>Reads a piece; how much.</summary>
    public int Read()
    {
        var count = incoming.Read(_piece.AsSpan(0, world.Random.Next(1, _piece.Length)));
        for (var rest = _piece.AsSpan(0, count); !rest.IsEmpty;)
        {
            var space = Reader.Space();
            var part = Math.Min(space.Length, rest.Length);
            rest[..part].CopyTo(space);
            Reader.Arrived(part);
            rest = rest[part..];
        }

        return count;
    }

    /// <summary>Closes its writing side.</summary>
    public void End() => outgoing.End();

    /// <summary>Closes both.</summary>
    public void Close()
    {
        outgoing.End();
        incoming.Deafen();
    }
}
