using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.StreamFunctions.Connections;

/// <summary>Waits for sockets on the caller's thread, by poll(2).</summary>
internal static unsafe class Waiting
{
    /// <summary>Waits for one socket until a time; gives <see cref="Readiness.None"/> when that is over.</summary>
    public static Readiness For(StreamSocket socket, Readiness wanted, long deadlineNs)
    {
        var entry = new LibC.PollEntry { Descriptor = socket.Descriptor, Wanted = (short)wanted };
        while (true)
        {
            var count = LibC.poll(&entry, 1, MillisecondsUntil(deadlineNs));
            if (count > 0)
            {
                return (Readiness)entry.Found;
            }

            if (count == 0 && MonotonicClock.NowNs >= deadlineNs)
            {
                return Readiness.None;
            }
        }
    }

    /// <summary>Whether a descriptor, such as a listener, is readable now.</summary>
    public static bool IsReadable(int descriptor)
    {
        var entry = new LibC.PollEntry { Descriptor = descriptor, Wanted = (short)Readiness.Readable };
        return LibC.poll(&entry, 1, 0) > 0;
    }

    /// <summary>Does nothing for that long.</summary>
    public static void Pause(int milliseconds) => _ = LibC.poll(null, 0, milliseconds);

    /// <summary>Whether the other side has closed its sending direction, or all.</summary>
    public static Readiness Ends(StreamSocket socket) => For(socket, Readiness.PeerClosed, deadlineNs: 0)
        & (Readiness.PeerClosed | Readiness.HungUp | Readiness.Broken);

    /// <summary>Waits for two sockets at once, at most until a time. The first is always watched for its end, the
    /// second only where something is wanted of it.</summary>
    public static (Readiness First, Readiness Second) ForBoth(
        StreamSocket first, Readiness firstWanted, StreamSocket second, Readiness secondWanted, long deadlineNs)
    {
        var entries = stackalloc LibC.PollEntry[2];
        entries[0] = new LibC.PollEntry { Descriptor = first.Descriptor, Wanted = (short)firstWanted };
        entries[1] = new LibC.PollEntry
        {
            Descriptor = secondWanted == Readiness.None ? -1 : second.Descriptor,
            Wanted = (short)secondWanted,
        };
        return LibC.poll(entries, 2, MillisecondsUntil(deadlineNs)) > 0
            ? ((Readiness)entries[0].Found, (Readiness)entries[1].Found)
            : default;
    }

    /// <summary>Rounded up, so that a wait never ends just before its time; −1 (for ever) at the end of time.</summary>
    public static int MillisecondsUntil(long deadlineNs) => deadlineNs == long.MaxValue
        ? -1
        : (int)Math.Clamp((deadlineNs - MonotonicClock.NowNs + 999_999) / 1_000_000, 0, int.MaxValue);
}
