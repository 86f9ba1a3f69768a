using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using LibC = Eval.Systems.StreamFunctions.Connections.LibC;

namespace Eval.Systems.StreamFunctions.Instances;

/// <summary>The wait for an instance that inherits nothing and calls back, on the caller's thread.</summary>
internal static unsafe class CallBack
{
    private const Readiness Left = Readiness.PeerClosed | Readiness.HungUp | Readiness.Broken;

    /// <summary>How a wait ended.</summary>
    public enum Result
    {
        /// <summary>The lease has its channel.</summary>
        Called,

        /// <summary>The instance has ended; its exit tells why.</summary>
        BrokeOff,

        /// <summary>The producer has left.</summary>
        ProducerLeft,

        /// <summary>It did not call in time.</summary>
        Overdue,
    }

    /// <summary>Waits for the call, and takes it.</summary>
    /// <param name="lease">The instance.</param>
    /// <param name="producer">The connection of its producer, whose leaving ends the wait; null: there is none yet.
    /// </param>
    /// <param name="deadlineNs">Until when it has to call, MonotonicClock nanoseconds.</param>
    /// <exception cref="IOException">The call cannot be taken.</exception>
    public static Result Await(InstanceLease lease, StreamSocket? producer, long deadlineNs)
    {
        using var wake = new WakeUp();
        wake.Watch(lease.Instance.Exited);
        var entries = stackalloc LibC.PollEntry[3];
        entries[0] = new LibC.PollEntry { Descriptor = lease.Listener, Wanted = (short)Readiness.Readable };
        entries[1] = new LibC.PollEntry { Descriptor = wake.Descriptor, Wanted = (short)Readiness.Readable };
        entries[2] = new LibC.PollEntry
        {
            Descriptor = producer?.Descriptor ?? -1, Wanted = (short)Readiness.PeerClosed,
        };
        while (true)
        {
            var found = LibC.poll(entries, 3, Waiting.MillisecondsUntil(deadlineNs));
            if (found > 0 && ((Readiness)entries[0].Found & Readiness.Readable) != 0)
            {
                lease.TakeCall();
                return Result.Called;
            }

            if (found > 0 && entries[1].Found != 0)
            {
                return Result.BrokeOff;
            }

            if (found > 0 && ((Readiness)entries[2].Found & Left) != 0)
            {
                return Result.ProducerLeft;
            }

            if (MonotonicClock.NowNs >= deadlineNs)
            {
                return Result.Overdue;
            }
        }
    }
}
