using Eval.Systems.Sdk;
using Eval.Systems.StreamFunctions.Connections;

namespace Eval.Systems.StreamFunctions.Streams;

/// <summary>Runs a stream on the calling thread: steps, and waits by poll(2). No other thread has a part in it, but for
/// an instance that starts late or takes its time to end.</summary>
internal static unsafe class StreamDriver
{
    /// <summary>Runs it to its end.</summary>
    public static void Run(StreamCore core)
    {
        var waits = new WaitSet();
        var look = new BriefLook();
        WakeUp? wake = null;
        try
        {
            while (!core.Step(waits, MonotonicClock.NowNs))
            {
                if (waits.Count == 0 && waits.Tasks.Count > 0)
                {
                    WaitForTask(waits);
                }
                else
                {
                    Poll(waits, look, ref wake);
                }
            }
        }
        finally
        {
            wake?.Dispose();
        }
    }

    /// <summary>A task that is waited for on this thread wakes it without the thread pool.</summary>
    private static void WaitForTask(WaitSet waits)
    {
        try
        {
            waits.Tasks[0].Wait(Waiting.MillisecondsUntil(waits.DeadlineNs));
        }
        catch (AggregateException)
        {
            // Its failure is the core's to see.
        }
    }

    private static void Poll(WaitSet waits, BriefLook look, ref WakeUp? wake)
    {
        foreach (var task in waits.Tasks)
        {
            wake ??= new WakeUp();
            wake.Watch(task);
        }

        var entry = waits.Tasks.Count > 0 ? waits.Add(wake!.Descriptor, Readiness.Readable) : -1;
        fixed (LibC.PollEntry* entries = waits.Entries)
        {
            if (!waits.IsLively || look.For(entries, waits.Count) == 0)
            {
                _ = LibC.poll(entries, (nuint)waits.Count, Waiting.MillisecondsUntil(waits.DeadlineNs));
            }
        }

        if (waits.Found(entry) != Readiness.None)
        {
            wake!.Reset();
        }
    }
}
