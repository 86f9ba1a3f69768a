using System.Buffers;

namespace Eval.Systems.StreamFunctions.Streams;

/// <summary>A copy of some bytes in pooled memory. The default value is empty.</summary>
/// <param name="bytes">Rented.</param>
/// <param name="length">How many of them count.</param>
internal readonly struct PooledBytes(byte[] bytes, int length)
{
    /// <summary>How many bytes there are.</summary>
    public int Length => length;

    /// <summary>A copy.</summary>
    public static PooledBytes Of(ReadOnlySpan<byte> source)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(source.Length);
        source.CopyTo(bytes);
        return new PooledBytes(bytes, source.Length);
    }

    /// <summary>The bytes from an offset on.</summary>
    public ReadOnlySpan<byte> From(int offset) => bytes.AsSpan(offset, length - offset);

    /// <summary>Gives the memory back; once.</summary>
    public void Return() => ArrayPool<byte>.Shared.Return(bytes);
}
