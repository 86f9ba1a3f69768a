using CsCheck;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Sdk;

/// <summary>Goal: whatever is written is read, however it is cut; whatever else arrives is refused with its reason.
/// </summary>
public sealed class FramingTests
{
    private static readonly Gen<StreamEvent> Events = Gen.Select(
        Gen.Long,
        Gen.Byte.Array[0, 300],
        Gen.Select(Gen.String[0, 12], Gen.String[0, 12], (name, value) => KeyValuePair.Create(Text(name), Text(value)))
            .Array[0, 4],
        (sequence, payload, headers) => new StreamEvent(
            sequence, payload, headers.Length == 0 ? default : new EventHeaders(headers)));

    [Fact]
    public void Events_survive_framing_in_pieces_of_any_size() =>
        Gen.Select(Events.Array[0, 8], Gen.Int[1, 700]).Sample((events, piece) =>
        {
            var reader = new FrameReader();
            var read = new List<StreamEvent>();
            foreach (var part in Session(events).Chunk(piece))
            {
                Feed(reader, part, frame => read.Add(Copy(EventFrame.Read(frame))));
            }

            read.Count.ShouldBe(events.Length);
            for (var i = 0; i < events.Length; i++)
            {
                read[i].Sequence.ShouldBe(events[i].Sequence);
                read[i].Payload.ToArray().ShouldBe(events[i].Payload.ToArray());
                read[i].Headers.ToArray().ShouldBe(events[i].Headers.ToArray());
            }

            reader.IsInsideFrame.ShouldBeFalse();
        });

    [Fact]
    public void A_session_cut_at_any_byte_gives_its_whole_frames_and_waits_for_the_rest()
    {
        StreamEvent[] events = [new(0, new byte[5]), new(1, new byte[3], new EventHeaders([new("key", "value")]))];
        var session = Session(events);
        for (var length = 0; length < session.Length; length++)
        {
            var reader = new FrameReader();
            var frames = 0;
            Feed(reader, session[..length], _ => frames++);
            frames.ShouldBeLessThan(events.Length);
            var isCutBetweenFrames = length == Session(events[..1]).Length || length == Wire.Preamble.Length;
            reader.IsInsideFrame.ShouldBe(!isCutBetweenFrames, $"cut at {length}");
        }
    }

    [Theory]
    [InlineData(FrameType.Event, Wire.DefaultMaximumPayload + Wire.MaximumHeaderBytes + 11)]
    [InlineData(FrameType.Output, int.MaxValue)]
    [InlineData(FrameType.Report, Wire.MaximumControlBytes + 1)]
    [InlineData(FrameType.End, -1)]
    public void A_claim_beyond_the_bound_is_refused_at_its_prefix(FrameType type, int claim)
    {
        byte[] bytes = [.. Wire.Preamble, .. BitConverter.GetBytes(claim), (byte)type];

        Refusal(bytes).ShouldBe(ProtocolError.Oversize);
    }

    [Fact]
    public void A_claim_within_the_bound_takes_no_memory_before_its_bytes_arrive()
    {
        var reader = new FrameReader();
        byte[] claim = [.. Wire.Preamble, .. BitConverter.GetBytes(Wire.DefaultMaximumPayload), (byte)FrameType.Event];
        Feed(reader, claim, _ => { });
        reader.BufferBytes.ShouldBe(FrameReader.FirstBytes);

        Feed(reader, new byte[200_000], _ => { });
        reader.BufferBytes.ShouldBeLessThan(2 * 200_100);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n", ProtocolError.NotThisProtocol)]
    [InlineData("E\0", ProtocolError.NotThisProtocol)]
    [InlineData("EVSF\u0003\0", ProtocolError.WrongVersion)]
    [InlineData("EVSF\u0002\0\0\0\0\0\u0063", ProtocolError.UnexpectedFrame)]
    [InlineData("EVSF\u0002\0\u0001\0\0\0\u0004x", ProtocolError.Malformed)]
    public void Bytes_that_are_not_the_protocol_are_refused_with_their_reason(string bytes, ProtocolError error) =>
        Refusal([.. bytes.Select(character => (byte)character)]).ShouldBe(error);

    [Fact]
    public void An_opening_and_a_greeting_survive_framing()
    {
        var opening = new Opening("stream-1", "grayscale", 57_600, [new("expectedEvents", "100"), new("", "ü")]);
        var greeting = new Greeting(42, 1L << 40, long.MaxValue);
        var reader = new FrameReader();
        var frames = new List<object>();
        Feed(reader, new FrameBuilder().Preamble().Open(opening).Hello(greeting).Written.ToArray(), frame =>
            frames.Add(frame.Type == FrameType.Open ? Opening.Read(frame) : Greeting.Read(frame)));

        var read = frames[0].ShouldBeOfType<Opening>();
        (read.StreamId, read.MaximumPayload).ShouldBe((opening.StreamId, opening.MaximumPayload));
        read.Parameters.ShouldBe(opening.Parameters);
        frames[1].ShouldBe(greeting);
    }

    [Fact]
    public void Headers_beyond_their_bound_are_not_sent() =>
        Should.Throw<ProtocolException>(() => new FrameBuilder().EventHead(
                FrameType.Event, new StreamEvent(0, default, new EventHeaders([new("k", new string('x', 20_000))]))))
            .Error.ShouldBe(ProtocolError.Oversize);

    [Fact]
    public void An_event_is_written_and_read_without_allocating()
    {
        var item = new StreamEvent(7, new byte[57_600]);
        var (builder, reader) = (new FrameBuilder(), new FrameReader());
        Feed(reader, Wire.Preamble.ToArray(), _ => { });
        long sum = 0;
        var before = 0L;
        for (var round = 0; round < 200; round++)
        {
            before = round == 100 ? GC.GetAllocatedBytesForCurrentThread() : before;
            Arrive(reader, builder.Clear().EventHead(FrameType.Event, item).Written);
            Arrive(reader, item.Payload.Span);
            sum += reader.TryTake(out var frame) ? EventFrame.Read(frame).Sequence : 0;
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        sum.ShouldBe(1400);
    }

    private static ProtocolError Refusal(byte[] bytes) => Should.Throw<ProtocolException>(() =>
        Feed(new FrameReader(), bytes, frame => EventFrame.Read(frame))).Error;

    private static byte[] Session(IEnumerable<StreamEvent> events)
    {
        var bytes = new List<byte>(Wire.Preamble.ToArray());
        foreach (var item in events)
        {
            bytes.AddRange(new FrameBuilder().EventHead(FrameType.Event, item).Written);
            bytes.AddRange(item.Payload.Span);
        }

        return [.. bytes];
    }

    private static void Feed(FrameReader reader, byte[] bytes, Action<Frame> taken)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var space = reader.Space();
            var count = Math.Min(space.Length, bytes.Length - at);
            bytes.AsSpan(at, count).CopyTo(space);
            reader.Arrived(count);
            at += count;
            while (reader.TryTake(out var frame))
            {
                taken(frame);
            }
        }
    }

    private static void Arrive(FrameReader reader, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var space = reader.Space();
            var count = Math.Min(space.Length, bytes.Length);
            bytes[..count].CopyTo(space);
            reader.Arrived(count);
            bytes = bytes[count..];
        }
    }

    private static StreamEvent Copy(StreamEvent item) => item with { Payload = item.Payload.ToArray() };

    /// <summary>CsCheck also makes lone surrogates, which no encoding keeps.</summary>
    private static string Text(string any) => string.Concat(any.Where(character => !char.IsSurrogate(character)));
}
