namespace Eval.Harness.Workloads.Oracles;

/// <summary>A synthetic event comes back as many times as its ninth and tenth byte say.</summary>
[Oracle("emit")]
public sealed class EmitOracle : IOracle
{
    /// <inheritdoc />
    public IReadOnlyList<byte[]> Outputs(ReadOnlySpan<byte> payload) =>
        [.. Enumerable.Repeat(payload.ToArray(), payload[8] + (256 * payload[9]))];
}
