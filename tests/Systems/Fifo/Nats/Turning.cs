using Eval.Systems.Fifo.Nats;
using Eval.Systems.Sdk;
using Eval.Systems.StreamFunctions.Connections;
using LibC = Eval.Systems.StreamFunctions.Connections.LibC;

namespace Eval.Tests.Systems.Fifo.Nats;

/// <summary>The loop that a stream's thread turns, for one FIFO.</summary>
internal static unsafe class Turning
{
    private static readonly long LimitNs = (long)TimeSpan.FromSeconds(30).TotalNanoseconds;

    /// <summary>Waits until something happens or is due, and lets the FIFO do what can be done.</summary>
    public static void Turn(this NatsFifo fifo)
    {
        var wanted = Readiness.Readable | (fifo.WantsToSend ? Readiness.Writable : Readiness.None);
        var entry = new LibC.PollEntry { Descriptor = fifo.Descriptor, Wanted = (short)wanted };
        var restMs = Math.Clamp((fifo.DeadlineNs - MonotonicClock.NowNs + 999_999) / 1_000_000, 0, 1000);
        _ = LibC.poll(&entry, 1, (int)restMs);
        fifo.Advance(MonotonicClock.NowNs);
    }

    /// <summary>Turns until a frame has come back, and gives it.</summary>
    public static byte[] TakeOne(this NatsFifo fifo)
    {
        var deadlineNs = MonotonicClock.NowNs + LimitNs;
        ReadOnlyMemory<byte> frame;
        while (!fifo.TryTake(out frame))
        {
            if (fifo.Failure is { } failure || MonotonicClock.NowNs > deadlineNs)
            {
                throw new InvalidOperationException(fifo.Failure ?? "nothing came back");
            }

            fifo.Turn();
        }

        return frame.ToArray();
    }

    /// <summary>Turns until it fails, and gives the reason.</summary>
    public static string UntilFailure(this NatsFifo fifo)
    {
        var deadlineNs = MonotonicClock.NowNs + LimitNs;
        while (fifo.Failure is null && MonotonicClock.NowNs < deadlineNs)
        {
            while (fifo.TryTake(out _))
            {
                // What came back before the end is not of interest.
            }

            fifo.Turn();
        }

        return fifo.Failure ?? throw new InvalidOperationException("it goes on");
    }

    /// <summary>Publishes, turning while there is no room.</summary>
    public static bool Add(this NatsFifo fifo, byte[] frame) => fifo.TryAdd(frame, MonotonicClock.NowNs);
}
