namespace Eval.Harness.Workloads.Oracles;

/// <summary>What a stateless function must give: its outputs follow from one input alone.</summary>
public interface IOracle : IStreamOracle
{
    /// <summary>The payloads of all outputs of an input, in order.</summary>
    IReadOnlyList<byte[]> Outputs(ReadOnlySpan<byte> payload);

    /// <inheritdoc />
    IEnumerable<IReadOnlyList<byte[]>> IStreamOracle.Outputs(IReadOnlyList<ReadOnlyMemory<byte>> inputs) =>
        inputs.Select(payload => Outputs(payload.Span));
}
