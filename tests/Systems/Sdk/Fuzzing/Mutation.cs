using System.Buffers.Binary;

namespace Eval.Tests.Systems.Sdk.Fuzzing;

/// <summary>Damages a session where its structure is: one to three of these at once.</summary>
internal static class Mutation
{
    private static readonly uint[] Lengths =
        [0, 1, 9, 10, 65_536, 65_537, (16 << 20) + 16_394, (16 << 20) + 16_395, int.MaxValue, 1u << 31, uint.MaxValue];

    private static readonly Action<List<byte[]>, Random>[] Kinds =
        [FlipBit, EditLength, EditType, Drop, Duplicate, Swap, Truncate, Insert, EditCount];

    /// <summary>The session's bytes after some damage.</summary>
    public static byte[] Of(List<byte[]> frames, Random random)
    {
        for (var i = random.Next(1, 4); i > 0 && frames.Count > 0; i--)
        {
            Kinds[random.Next(Kinds.Length)](frames, random);
        }

        return [.. frames.SelectMany(frame => frame)];
    }

    private static void FlipBit(List<byte[]> frames, Random random)
    {
        var frame = Any(frames, random);
        if (frame.Length > 0)
        {
            frame[random.Next(frame.Length)] ^= (byte)(1 << random.Next(8));
        }
    }

    private static void EditLength(List<byte[]> frames, Random random)
    {
        var frame = Any(frames, random);
        if (frame.Length >= sizeof(uint))
        {
            var length = random.Next(2) == 0
                ? Lengths[random.Next(Lengths.Length)]
                : BinaryPrimitives.ReadUInt32LittleEndian(frame) + (uint)random.Next(-3, 4);
            BinaryPrimitives.WriteUInt32LittleEndian(frame, length);
        }
    }

    private static void EditType(List<byte[]> frames, Random random)
    {
        var frame = Any(frames, random);
        if (frame.Length > 4)
        {
            frame[4] = (byte)random.Next(16);
        }
    }

    /// <summary>A count of pairs, of text or of header bytes lies on some pair of bytes within the body.</summary>
    private static void EditCount(List<byte[]> frames, Random random)
    {
        var frame = Any(frames, random);
        if (frame.Length > 7)
        {
            var count = random.Next(3) == 0 ? ushort.MaxValue : random.Next(ushort.MaxValue);
            BinaryPrimitives.WriteUInt16LittleEndian(frame.AsSpan(5 + random.Next(frame.Length - 6)), (ushort)count);
        }
    }

    private static void Drop(List<byte[]> frames, Random random) => frames.RemoveAt(random.Next(frames.Count));

    private static void Duplicate(List<byte[]> frames, Random random) =>
        frames.Insert(random.Next(frames.Count + 1), [.. Any(frames, random)]);

    private static void Swap(List<byte[]> frames, Random random)
    {
        var (first, second) = (random.Next(frames.Count), random.Next(frames.Count));
        (frames[first], frames[second]) = (frames[second], frames[first]);
    }

    private static void Truncate(List<byte[]> frames, Random random)
    {
        var last = random.Next(frames.Count);
        frames.RemoveRange(last + 1, frames.Count - last - 1);
        frames[last] = frames[last][..random.Next(frames[last].Length + 1)];
    }

    private static void Insert(List<byte[]> frames, Random random)
    {
        var noise = new byte[random.Next(20)];
        random.NextBytes(noise);
        frames.Insert(random.Next(frames.Count + 1), noise);
    }

    private static byte[] Any(List<byte[]> frames, Random random) => frames[random.Next(frames.Count)];
}
