using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Streams;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Streams;

/// <summary>Goal: order, bounds and accounts of the way to an instance, before and after it has a channel.</summary>
public sealed class MemoryLinkTests
{
    private static readonly byte[] Opening = new FrameBuilder().Open(new Opening("s", "", 9, [])).Written.ToArray();
    private static readonly byte[] End = new FrameBuilder().Control(FrameType.End, []).Written.ToArray();

    [Fact]
    public void Early_events_are_in_the_first_bytes_and_count_once_they_are_in_the_channel()
    {
        using var link = new MemoryLink(new BufferPolicy(), Opening);
        var (first, second) = (Event(0), Event(1));
        link.Offer(first).ShouldBeTrue();
        link.Offer(second).ShouldBeTrue();
        link.First.ToArray().ShouldBe([.. Wire.Preamble, .. Opening, .. first, .. second]);
        link.Counts.Handed.ShouldBe(0);

        var (pipe, channel) = Channel(4096);
        link.Attach(channel, pipe.Write(link.First[..^1]));

        (link.Counts.Offered, link.Counts.Handed).ShouldBe((2, 2));
        pipe.Count.ShouldBe(Wire.Preamble.Length + Opening.Length + first.Length + second.Length);
        link.HasPending.ShouldBeFalse();
    }

    [Fact]
    public void A_full_lossless_link_refuses_and_a_full_dropping_one_counts_what_it_drops()
    {
        foreach (var overflow in Enum.GetValues<Overflow>())
        {
            using var link = new MemoryLink(new BufferPolicy { Events = 2, Overflow = overflow }, Opening);
            var (pipe, channel) = Channel(Wire.Preamble.Length + Opening.Length + 3);
            link.Attach(channel, 0);
            var taken = Enumerable.Range(0, 5).Count(i => link.Offer(Event(i)));

            // One is on its way into the channel, two wait.
            var drops = overflow == Overflow.DropOldest ? 2 : 0;
            taken.ShouldBe(3 + drops);
            (link.Counts.Offered, link.Counts.Dropped).ShouldBe((3 + drops, drops));
            link.Offer(End).ShouldBeFalse();
            link.AwaitsChannel.ShouldBeTrue();
            Drain(link, pipe).ShouldBe(overflow == Overflow.DropOldest ? [0, 3, 4] : [0, 1, 2]);
            link.Offer(End).ShouldBeTrue();
            Drain(link, pipe);
            link.IsDrained.ShouldBeTrue();
            link.Counts.Handed.ShouldBe(3);
        }
    }

    [Fact]
    public void After_a_broken_channel_everything_is_refused()
    {
        using var link = new MemoryLink(new BufferPolicy(), Opening);
        var (pipe, channel) = Channel(4096);
        pipe.Deafen();
        link.Attach(channel, 0);

        link.Offer(Event(0)).ShouldBeFalse();
        link.AwaitsChannel.ShouldBeFalse();
    }

    private static byte[] Event(long sequence) =>
        [.. new FrameBuilder().EventHead(FrameType.Event, new StreamEvent(sequence, new byte[4])).Written, 1, 2, 3, 4];

    private static (SimulatedPipe Pipe, SimulatedChannel Channel) Channel(int capacity)
    {
        var pipe = new SimulatedPipe(capacity);
        return (pipe, new SimulatedChannel(new SimulatedWorld(1), 1, new SimulatedPipe(1), pipe));
    }

    private static List<long> Drain(MemoryLink link, SimulatedPipe pipe)
    {
        var (reader, found) = (new FrameReader(), new List<long>());
        var hasGreeted = false;
        var bytes = new List<byte>();
        var piece = new byte[64];
        while (link.HasPending || pipe.Count > 0)
        {
            bytes.AddRange(piece[..pipe.Read(piece)]);
            link.Flush();
        }

        if (!bytes.Take(Wire.Preamble.Length).SequenceEqual(Wire.Preamble.ToArray()))
        {
            bytes.InsertRange(0, Wire.Preamble.ToArray());
            hasGreeted = true;
        }

        bytes.ToArray().CopyTo(reader.Space());
        reader.Arrived(bytes.Count);
        while (reader.TryTake(out var frame))
        {
            found.AddRange(frame.Type == FrameType.Event ? [EventFrame.Read(frame).Sequence] : []);
        }

        reader.IsInsideFrame.ShouldBe(false, $"greeted before: {hasGreeted}");
        return found;
    }
}
