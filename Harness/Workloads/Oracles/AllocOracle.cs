namespace Eval.Harness.Workloads.Oracles;

/// <summary>A synthetic event comes back as it is.</summary>
[Oracle("alloc")]
public sealed class AllocOracle : IOracle
{
    /// <inheritdoc />
    public IReadOnlyList<byte[]> Outputs(ReadOnlySpan<byte> payload) => [payload.ToArray()];
}
