using System.Buffers.Binary;
using System.Numerics;
using Eval.Systems.Simulation;

namespace Eval.Harness.Workloads.Generators;

/// <summary>
/// xoshiro256** 1.0 (Blackman and Vigna 2018), its state the first four outputs of SplitMix64 from the seed. Written
/// here because a workload's bytes must be the same on every machine and in every version of .NET.
/// </summary>
public sealed class Xoshiro256
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Starts the sequence of that seed.</summary>
    public Xoshiro256(ulong seed)
    {
        var seeds = new SplitMix64(seed);
        (_s0, _s1, _s2, _s3) = (seeds.Next(), seeds.Next(), seeds.Next(), seeds.Next());
    }

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>The next outputs as bytes, little-endian; of the last output only as many as still fit.</summary>
    public void Fill(Span<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, Next());
        }

        if (!bytes.IsEmpty)
        {
            Span<byte> last = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64LittleEndian(last, Next());
            last[..bytes.Length].CopyTo(bytes);
        }
    }
}
