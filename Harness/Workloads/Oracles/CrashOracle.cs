namespace Eval.Harness.Workloads.Oracles;

/// <summary>A synthetic event comes back as it is, unless its eleventh byte asks for a crash; then nothing
/// does.</summary>
[Oracle("crash")]
public sealed class CrashOracle : IOracle
{
    /// <inheritdoc />
    public IReadOnlyList<byte[]> Outputs(ReadOnlySpan<byte> payload) => payload[10] == 1 ? [] : [payload.ToArray()];
}
