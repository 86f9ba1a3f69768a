namespace Eval.Harness.Workloads.Oracles;

/// <summary>The hashes (<see cref="PayloadHash"/>) of the outputs that each event of a stream must cause, computed once
/// for each distinct payload.</summary>
public sealed class ExpectedOutputs
{
    private readonly WorkloadStream _stream;

    private readonly IReadOnlyList<UInt128>[] _byDistinct;

    private ExpectedOutputs(WorkloadStream stream, IReadOnlyList<UInt128>[] byDistinct)
    {
        _stream = stream;
        _byDistinct = byDistinct;
    }

    /// <summary>The outputs' hashes of the event of that sequence, in order.</summary>
    public IReadOnlyList<UInt128> this[int sequence] => _byDistinct[_stream.DistinctIndex(sequence)];

    /// <summary>N, the number of inputs.</summary>
    public int Inputs => _stream.Count;

    /// <summary>The number of outputs of the whole stream.</summary>
    public int Total => Enumerable.Range(0, Inputs).Sum(sequence => this[sequence].Count);

    /// <summary>What that oracle expects of that stream.</summary>
    public static ExpectedOutputs Of(WorkloadStream stream, IOracle oracle) =>
        new(stream, [.. stream.Distinct.Select(payload => HashesOf(oracle.Outputs(payload.Span)))]);

    private static IReadOnlyList<UInt128> HashesOf(IReadOnlyList<byte[]> outputs) =>
        [.. outputs.Select(output => PayloadHash.Of(output))];
}
