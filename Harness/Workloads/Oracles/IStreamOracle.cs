namespace Eval.Harness.Workloads.Oracles;

/// <summary>What a function must give for a whole stream, computed in another way than the function does. Found by its
/// <see cref="OracleAttribute"/>; has a public constructor without parameters.</summary>
public interface IStreamOracle
{
    /// <summary>For each input, in order, the payloads of the outputs that it causes, in order. They may be computed
    /// one by one as they are asked for, from the inputs before and after.</summary>
    IEnumerable<IReadOnlyList<byte[]>> Outputs(IReadOnlyList<ReadOnlyMemory<byte>> inputs);
}
