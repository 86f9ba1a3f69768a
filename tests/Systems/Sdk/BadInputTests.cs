using System.Buffers.Binary;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Tests.Systems.Sdk.Fuzzing;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Sdk;

/// <summary>Goal: each known kind of bad input is refused for its own reason, at its own price.</summary>
public sealed class BadInputTests
{
    private const int LargestEvent = 10 + Wire.MaximumHeaderBytes + Wire.DefaultMaximumPayload;

    [Fact]
    public void A_session_that_ends_at_any_byte_is_whole_at_its_end_alone()
    {
        byte[] session = [.. ValidSession.OfProducer(new Random(4)).SelectMany(frame => frame)];
        session.Length.ShouldBeGreaterThan(60);
        for (var length = 0; length <= session.Length; length++)
        {
            var types = Types(session.AsSpan(0, length));
            (types.LastOrDefault() == FrameType.End).ShouldBe(length == session.Length, $"cut at {length}");
        }
    }

    [Theory]
    [InlineData(FrameType.End, 0u, null)]
    [InlineData(FrameType.Event, 0u, ProtocolError.Malformed)]
    [InlineData(FrameType.Event, 1u, ProtocolError.Malformed)]
    [InlineData(FrameType.Open, 1u, ProtocolError.Malformed)]
    [InlineData(FrameType.Trailer, (uint)Wire.MaximumControlBytes, null)]
    [InlineData(FrameType.Trailer, Wire.MaximumControlBytes + 1u, ProtocolError.Oversize)]
    [InlineData(FrameType.Event, (uint)LargestEvent, null)]
    [InlineData(FrameType.Event, LargestEvent + 1u, ProtocolError.Oversize)]
    [InlineData(FrameType.Event, (uint)int.MaxValue, ProtocolError.Oversize)]
    [InlineData(FrameType.Event, 1u << 31, ProtocolError.Oversize)]
    [InlineData(FrameType.Event, uint.MaxValue, ProtocolError.Oversize)]
    public void Every_length_is_taken_or_refused_at_its_bound(FrameType type, uint length, ProtocolError? refused)
    {
        var body = new byte[length <= LargestEvent ? length : 0];
        byte[] bytes = [.. Wire.Preamble, .. Prefix(length, type), .. body];

        if (refused is { } error)
        {
            Should.Throw<ProtocolException>(() => Types(bytes)).Error.ShouldBe(error);
        }
        else
        {
            Types(bytes).ShouldBe([type]);
        }
    }

    /// <summary>2³² itself needs a 33rd bit: on the wire it is a length of 0, and its upper half begins the rest.
    /// </summary>
    [Fact]
    public void A_length_of_two_to_the_32_is_an_empty_opening()
    {
        byte[] bytes = [.. Wire.Preamble, .. BitConverter.GetBytes(1L << 32)];

        Should.Throw<ProtocolException>(() => Types(bytes)).Error.ShouldBe(ProtocolError.Malformed);
    }

    [Theory]
    [InlineData(FrameType.Event)]
    [InlineData(FrameType.Report)]
    public void A_claim_of_4_GiB_allocates_no_more_than_the_first_buffer(FrameType type)
    {
        byte[] bytes = [.. Wire.Preamble, .. Prefix(uint.MaxValue, type)];
        Refuse(bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Refuse(bytes).ShouldBe(ProtocolError.Oversize);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThanOrEqualTo(64 * 1024 + 4 * 1024);
        static ProtocolError? Refuse(byte[] bytes)
        {
            try
            {
                _ = Types(bytes);
                return null;
            }
            catch (ProtocolException refusal)
            {
                return refusal.Error;
            }
        }
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", ProtocolError.NotThisProtocol)]
    [InlineData("\u0016\u0003\u0001\u0002\0\u0001\0", ProtocolError.NotThisProtocol)]
    [InlineData("SSH-2.0-x\r\n", ProtocolError.NotThisProtocol)]
    [InlineData("EVSF\u0001\0", ProtocolError.WrongVersion)]
    [InlineData("EVSF\u0002\u0001", ProtocolError.WrongVersion)]
    public void Another_protocol_is_named_at_its_first_bytes(string bytes, ProtocolError error) =>
        Should.Throw<ProtocolException>(() => Types([.. bytes.Select(letter => (byte)letter)])).Error.ShouldBe(error);

    [Fact]
    public void A_hundred_thousand_headers_are_neither_sent_nor_believed()
    {
        KeyValuePair<string, string>[] many = [.. Enumerable.Repeat(KeyValuePair.Create("", ""), 100_000)];
        var item = new StreamEvent(0, default, new EventHeaders(many));

        Should.Throw<ProtocolException>(() => new FrameBuilder().EventHead(FrameType.Event, item))
            .Error.ShouldBe(ProtocolError.Oversize);
        Should.Throw<ProtocolException>(() => new FrameBuilder().Open(new Opening("a", "", 1, many)))
            .Error.ShouldBe(ProtocolError.Oversize);
        Should.Throw<ProtocolException>(() => new FrameBuilder().Open(new Opening("a", "", 1, many[..20_000])))
            .Error.ShouldBe(ProtocolError.Oversize);

        byte[] claimed = [.. new byte[8], 2, 0, 0xFF, 0xFF];
        byte[] bytes = [.. Wire.Preamble, .. Prefix((uint)claimed.Length, FrameType.Event), .. claimed];
        Should.Throw<ProtocolException>(() => Types(bytes)).Error.ShouldBe(ProtocolError.Malformed);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("..")]
    [InlineData("/abs")]
    [InlineData("a/b")]
    [InlineData("a\0b")]
    [InlineData("*")]
    [InlineData("a>")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("-rf")]
    public void A_hostile_name_opens_nothing(string name)
    {
        Refused(new Opening(name, "", 1, [])).ShouldBe(ProtocolError.Malformed);
        Refused(new Opening("a", name, 1, [])).ShouldBe(ProtocolError.Malformed);
    }

    [Fact]
    public void Names_of_300_letters_and_bounds_beyond_reason_open_nothing()
    {
        Refused(new Opening(new string('a', 300), "", 1, [])).ShouldBe(ProtocolError.Malformed);
        Refused(new Opening("a", new string('a', 300), 1, [])).ShouldBe(ProtocolError.Malformed);
        Refused(new Opening("", "", 1, [])).ShouldBe(ProtocolError.Malformed);
        Refused(new Opening("a", "", 0, [])).ShouldBe(ProtocolError.Malformed);
        Refused(new Opening("a", "", -1, [])).ShouldBe(ProtocolError.Malformed);
        Refused(new Opening("a", "", int.MaxValue, [])).ShouldBe(ProtocolError.Malformed);
    }

    private static ProtocolError Refused(Opening opening) => Should.Throw<ProtocolException>(
        () => Types(new FrameBuilder().Preamble().Open(opening).Written)).Error;

    private static byte[] Prefix(uint length, FrameType type)
    {
        var prefix = new byte[Wire.PrefixBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(prefix, length);
        prefix[4] = (byte)type;
        return prefix;
    }

    /// <summary>The types of the frames in those bytes, each of them read.</summary>
    private static List<FrameType> Types(ReadOnlySpan<byte> bytes)
    {
        var reader = new FrameReader();
        var types = new List<FrameType>();
        while (!bytes.IsEmpty)
        {
            var space = reader.Space();
            var count = Math.Min(space.Length, bytes.Length);
            bytes[..count].CopyTo(space);
            reader.Arrived(count);
            bytes = bytes[count..];
            while (reader.TryTake(out var frame))
            {
                types.Add(frame.Type);
                _ = frame.Type switch
                {
                    FrameType.Open => (object)Opening.Read(frame),
                    FrameType.Event => EventFrame.Read(frame),
                    _ => frame.Type,
                };
            }
        }

        return types;
    }
}
