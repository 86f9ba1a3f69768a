namespace Eval.Harness.Workloads.Oracles;

/// <summary>Nexmark's query 0: what came in.</summary>
[Oracle("auction-pass-through")]
public sealed class AuctionPassThroughOracle : IOracle
{
    /// <inheritdoc />
    public IReadOnlyList<byte[]> Outputs(ReadOnlySpan<byte> payload) => [payload.ToArray()];
}
