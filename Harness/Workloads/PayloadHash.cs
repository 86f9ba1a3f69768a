using System.IO.Hashing;

namespace Eval.Harness.Workloads;

/// <summary>How payloads are compared without keeping them.</summary>
public static class PayloadHash
{
    /// <summary>XXH128 with seed 0.</summary>
    public static UInt128 Of(ReadOnlySpan<byte> payload) => XxHash128.HashToUInt128(payload);
}
