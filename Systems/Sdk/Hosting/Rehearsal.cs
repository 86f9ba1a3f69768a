using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Sdk.Hosting;

/// <summary>
/// What a parked instance does before it waits: it serves a stream of one event to itself, by a function that gives
/// back what it gets. No user code runs; the pages of the code that the first event needs are then in memory.
/// </summary>
internal static class Rehearsal
{
    public static void Run()
    {
        var (ours, theirs) = HostSocket.Pair();
        using (ours)
        {
            var item = new StreamEvent(0, new byte[1]);
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

    private sealed class Echo : ISynchronousStreamFunction
    {
        public IEnumerable<StreamEvent> Run(IEnumerable<StreamEvent> input, StreamContext context) => input;
    }
}
