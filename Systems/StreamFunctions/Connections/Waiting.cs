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

    /// <summary>Rounded up, so that a wait never ends just before its time; −1 (for ever) at the end of time.</summary>
    public static int MillisecondsUntil(long deadlineNs) => deadlineNs == long.MaxValue
        ? -1
        : (int)Math.Clamp((deadlineNs - MonotonicClock.NowNs + 999_999) / 1_000_000, 0, int.MaxValue);
}
