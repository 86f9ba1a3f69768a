namespace Eval.Harness.Workloads.Oracles;

/// <summary>A synthetic event comes back as it is.</summary>
[Oracle("spin")]
public sealed class SpinOracle : IOracle
{
    /// <inheritdoc />
    public IReadOnlyList<byte[]> Outputs(ReadOnlySpan<byte> payload) => [payload.ToArray()];
}
