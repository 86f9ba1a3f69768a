using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Sdk.Hosting;

/// <summary>
/// What a parked instance does before it waits: it serves a stream of one event to itself, by a function that gives
/// back what it gets. No user code runs; the memory that the first event needs is then there, of the code as of the
/// heap: each page that it had to fetch would cost it half a microsecond.
/// </summary>
internal static class Rehearsal
{
    // A frame of small video, and as much heap as its buffers and its output take.
    private const int PayloadBytes = 57_600;
    private const int HeapBytes = 1 << 20;

    public static void Run()
    {
        MappedCode.Populate();
        Serve();
        TouchHeap();
    }

    private static void Serve()
    {
        var (ours, theirs) = HostSocket.Pair();
        using (ours)
        {
            var item = new StreamEvent(0, new byte[PayloadBytes]);
            var frames = new FrameBuilder().Preamble().Open(new Opening("rehearsal", "", item.Payload.Length, []));
            frames.EventHead(FrameType.Event, item);
            ours.Send(frames.Written, item.Payload.Span, wait: true);
            ours.Send(frames.Clear().Control(FrameType.End, []).Written, [], wait: true);
            ours.ShutdownSend();
            FunctionHost.Run(new InstanceConnection(theirs, MonotonicClock.NowNs), () => new Echo());
            var reader = new FrameReader();
            reader.Arrived(ours.Receive(reader.Space(), wait: true));
            while (reader.TryTake(out _))
            {
                // Hello, output and end.
            }
        }
    }

    /// <summary>What is collected at once is given out again, and stays mapped.</summary>
    private static void TouchHeap()
    {
        for (var touched = 0; touched < HeapBytes; touched += PayloadBytes)
        {
            new byte[PayloadBytes].AsSpan().Fill(1);
        }

        GC.Collect();
    }

    private sealed class Echo : ISynchronousStreamFunction
    {
        public IEnumerable<StreamEvent> Run(IEnumerable<StreamEvent> input, StreamContext context) => input;
    }
}
