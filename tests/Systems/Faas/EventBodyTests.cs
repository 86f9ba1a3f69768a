using System.Buffers;
using CsCheck;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Faas;

/// <summary>Goal: what is framed comes back, and what is cut or wrong is refused.</summary>
public sealed class EventBodyTests
{
    private static readonly Gen<StreamEvent> Events =
        from sequence in Gen.Long
        from payload in Gen.Byte.Array[0, 300]
        from headers in Gen.Select(Gen.String[0, 20], Gen.String[0, 20]).Array[0, 4]
        select new StreamEvent(
            sequence,
            payload,
            new EventHeaders([.. headers.Select(pair => KeyValuePair.Create(Clean(pair.Item1), Clean(pair.Item2)))]));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void A_body_holds_that_many_outputs(int outputs)
    {
        StreamEvent[] events = [.. Enumerable.Range(0, outputs).Select(i => new StreamEvent(7, new[] { (byte)i }))];
        var decoded = EventBody.Decode(Encode(events));
        decoded.Select(item => item.Payload.Span[0]).ShouldBe(events.Select(item => item.Payload.Span[0]));
        decoded.ShouldAllBe(item => item.Sequence == 7);
    }

    [Fact]
    public void Any_events_come_back_from_a_body_and_from_its_stream() => Events.Array[0, 5].Sample(events =>
    {
        var body = Encode(events);
        body.Length.ShouldBe((int)events.Sum(item => EventBody.SizeOf(item)));
        Texts(EventBody.Decode(body)).ShouldBe(Texts(events));
        Texts(ReadAll(body, body.Length)).ShouldBe(Texts(events));
    });

    [Fact]
    public void A_body_cut_anywhere_inside_an_event_is_refused_by_both_readers()
    {
        var headers = new EventHeaders([KeyValuePair.Create("name", "value")]);
        var body = Encode([new StreamEvent(1, new byte[] { 1, 2, 3 }, headers)]);
        for (var length = 1; length < body.Length; length++)
        {
            var cut = body[..length];
            Should.Throw<ProtocolException>(() => EventBody.Decode(cut));
            Should.Throw<ProtocolException>(() => ReadAll(cut, 1000));
        }
    }

    [Fact]
    public void A_header_that_reaches_beyond_its_event_is_refused()
    {
        var body = Encode([new StreamEvent(1, default, new EventHeaders([KeyValuePair.Create("n", "v")]))]);
        body[17] = 200;
        Should.Throw<ProtocolException>(() => EventBody.Decode(body));
    }

    [Fact]
    public void An_event_beyond_the_bound_is_refused_before_room_is_made_for_it()
    {
        var body = Encode([new StreamEvent(1, new byte[100])]);
        Should.Throw<ProtocolException>(() => ReadAll(body, 50)).Message.ShouldContain("at most 50");
    }

    private static byte[] Encode(IEnumerable<StreamEvent> events)
    {
        var writer = new ArrayBufferWriter<byte>();
        foreach (var item in events)
        {
            EventBody.Write(writer, item);
        }

        return writer.WrittenSpan.ToArray();
    }

    private static List<StreamEvent> ReadAll(byte[] body, int largestEvent) =>
        [.. EventBody.ReadAsync(new MemoryStream(body), largestEvent, CancellationToken.None).ToBlockingEnumerable()];

    private static IEnumerable<string> Texts(IEnumerable<StreamEvent> events) => events.Select(item =>
        $"{item.Sequence} {Convert.ToHexString(item.Payload.Span)} "
        + string.Join(';', item.Headers.Select(pair => $"{pair.Key}={pair.Value}")));

    /// <summary>Lone surrogates have no UTF-8.</summary>
    private static string Clean(string text) => string.Concat(text.Where(letter => !char.IsSurrogate(letter)));
}
