namespace Eval.Harness.Workloads.Oracles;

/// <summary>The hashes (<see cref="PayloadHash"/>) of the outputs that each event of a stream must cause. Of a
/// stateless function they are computed once for each distinct payload, else once for each event.</summary>
public sealed class ExpectedOutputs
{
    private readonly IReadOnlyList<UInt128>[] _hashes;

    private readonly Func<int, int> _placeOf;

    private ExpectedOutputs(int inputs, IReadOnlyList<UInt128>[] hashes, Func<int, int> placeOf)
    {
        Inputs = inputs;
        _hashes = hashes;
        _placeOf = placeOf;
    }

    /// <summary>The outputs' hashes of the event of that sequence, in order.</summary>
    public IReadOnlyList<UInt128> this[int sequence] => _hashes[_placeOf(sequence)];

    /// <summary>N, the number of inputs.</summary>
    public int Inputs { get; }

    /// <summary>The number of outputs of the whole stream.</summary>
    public int Total => Enumerable.Range(0, Inputs).Sum(sequence => this[sequence].Count);

    /// <summary>What that oracle expects of that stream.</summary>
    /// <exception cref="InvalidOperationException">The oracle has not an answer for each input.</exception>
    public static ExpectedOutputs Of(WorkloadStream stream, IStreamOracle oracle) => oracle is IOracle
        ? new ExpectedOutputs(stream.Count, HashesOf(oracle, stream.Distinct), stream.DistinctIndex)
        : new ExpectedOutputs(
            stream.Count,
            HashesOf(oracle, [.. Enumerable.Range(0, stream.Count).Select(stream.Payload)]),
            sequence => sequence);

    private static IReadOnlyList<UInt128>[] HashesOf(
        IStreamOracle oracle, IReadOnlyList<ReadOnlyMemory<byte>> payloads)
    {
        IReadOnlyList<UInt128>[] hashes = [.. oracle.Outputs(payloads).Select(HashesOf)];
        return hashes.Length == payloads.Count
            ? hashes
            : throw new InvalidOperationException($"{hashes.Length} answers to {payloads.Count} inputs");
    }

    private static IReadOnlyList<UInt128> HashesOf(IReadOnlyList<byte[]> outputs) =>
        [.. outputs.Select(output => PayloadHash.Of(output))];
}
