using System.Text;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Tests.Systems.Sdk.Fuzzing;

/// <summary>What one side may say in one stream, frame by frame, from a seed.</summary>
internal static class ValidSession
{
    /// <summary>What a producer says.</summary>
    public static List<byte[]> OfProducer(Random random, string function = "")
    {
        var opening = new Opening($"stream-{random.Next()}", function, 1 + random.Next(1 << 20), Pairs(random, 3));
        List<byte[]> frames = [[.. Wire.Preamble], Bytes(builder => builder.Open(opening))];
        AddEvents(frames, FrameType.Event, random);
        frames.Add(Bytes(builder => builder.Control(FrameType.End, [])));
        return frames;
    }

    /// <summary>What an instance says.</summary>
    public static List<byte[]> OfInstance(Random random)
    {
        var greeting = new Greeting(random.Next(), random.NextInt64(), random.NextInt64());
        List<byte[]> frames = [[.. Wire.Preamble], Bytes(builder => builder.Hello(greeting))];
        AddEvents(frames, FrameType.Output, random);
        frames.Add(Bytes(builder => builder.Control(FrameType.Trailer, Payload(random).Span)));
        frames.Add(random.Next(4) == 0
            ? Bytes(builder => builder.Control(FrameType.Error, "it broke"u8))
            : Bytes(builder => builder.Control(FrameType.End, [])));
        return frames;
    }

    private static void AddEvents(List<byte[]> frames, FrameType type, Random random)
    {
        for (var i = random.Next(5); i > 0; i--)
        {
            var headers = random.Next(3) == 0 ? new EventHeaders(Pairs(random, 4)) : default;
            var item = new StreamEvent(random.NextInt64(), Payload(random), headers);
            frames.Add([.. Bytes(builder => builder.EventHead(type, item)), .. item.Payload.Span]);
        }
    }

    private static Memory<byte> Payload(Random random)
    {
        var payload = new byte[random.Next(10) == 0 ? random.Next(3_000) : random.Next(40)];
        random.NextBytes(payload);
        return payload;
    }

    private static KeyValuePair<string, string>[] Pairs(Random random, int most) =>
    [
        .. Enumerable.Range(0, random.Next(most + 1)).Select(i =>
            KeyValuePair.Create($"name-{i}", new string('ü', random.Next(12)))),
    ];

    private static byte[] Bytes(Action<FrameBuilder> write)
    {
        var builder = new FrameBuilder();
        write(builder);
        return builder.Written.ToArray();
    }
}
