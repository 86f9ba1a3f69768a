namespace Eval.Harness.Workloads.Oracles;

/// <summary>What a stateless function must give, computed in another way than the function does. Found by its
/// <see cref="OracleAttribute"/>; has a public constructor without parameters.</summary>
public interface IOracle
{
    /// <summary>The payloads of all outputs of an input, in order.</summary>
    IReadOnlyList<byte[]> Outputs(ReadOnlySpan<byte> payload);
}
