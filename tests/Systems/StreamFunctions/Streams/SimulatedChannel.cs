using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Streams;

namespace Eval.Tests.Systems.StreamFunctions.Streams;

/// <summary>The stream's end of a simulated connection: moves odd pieces, and sometimes nothing.</summary>
internal sealed class SimulatedChannel(
    SimulatedWorld world, int descriptor, SimulatedPipe incoming, SimulatedPipe outgoing) : IByteChannel
{
    /// <inheritdoc />
    public int Descriptor => descriptor;

    /// <inheritdoc />
    public int Untaken => outgoing.Count;

    /// <summary>Whether the stream shut it.</summary>
    public bool IsShut { get; private set; }

    /// <summary>Whether the other side broke it, so that even what has arrived is lost.</summary>
    public bool IsReset { get; set; }

    /// <summary>What poll(2) would find.</summary>
    public Readiness Readiness =>
        (IsReset ? Readiness.Broken | Readiness.HungUp | Readiness.PeerClosed : Readiness.None)
        | (incoming.Count > 0 || incoming.IsEnded || IsReset ? Readiness.Readable : Readiness.None)
        | (incoming.IsEnded ? Readiness.PeerClosed : Readiness.None)
        | (incoming.IsEnded && outgoing.IsDeaf ? Readiness.HungUp : Readiness.None)
        | (outgoing.Room > 0 || outgoing.IsDeaf ? Readiness.Writable : Readiness.None);

    /// <inheritdoc />
    public int Receive(Span<byte> into)
    {
        world.Tries++;
        if (IsReset)
        {
            return IByteChannel.Broken;
        }

        if (incoming.Count == 0)
        {
            return incoming.IsEnded ? 0 : IByteChannel.WouldBlock;
        }

        return Hiccup() ? IByteChannel.WouldBlock : Moved(1, incoming.Read(into[..Piece(into.Length)]));
    }

    /// <inheritdoc />
    public int Send(ReadOnlySpan<byte> bytes)
    {
        world.Tries++;
        if (IsReset || outgoing.IsDeaf)
        {
            return IByteChannel.Broken;
        }

        return outgoing.Room == 0 || Hiccup()
            ? IByteChannel.WouldBlock
            : Moved(2, outgoing.Write(bytes[..Piece(bytes.Length)]));
    }

    /// <inheritdoc />
    public void Shutdown()
    {
        if (!IsShut)
        {
            IsShut = true;
            outgoing.End();
            incoming.Deafen();
        }
    }

    private bool Hiccup()
    {
        var hiccup = world.Chance(3);
        if (hiccup)
        {
            world.Note(3);
        }

        return hiccup;
    }

    private int Piece(int most) => most < 2 || world.Chance(70) ? most : world.Random.Next(1, most);

    private int Moved(int way, int count)
    {
        world.Note((16 * descriptor) + way, count);
        return count;
    }
}
