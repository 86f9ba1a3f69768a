namespace Eval.Harness.Workloads.Oracles;

/// <summary>The running average by its definition, in 256ths: b ← b + ⌊(256·x − b)/16⌋. Frames of a stream have one
/// size.
/// </summary>
[Oracle("background")]
public sealed class BackgroundOracle : IStreamOracle
{
    /// <inheritdoc />
    public IEnumerable<IReadOnlyList<byte[]>> Outputs(IReadOnlyList<ReadOnlyMemory<byte>> inputs)
    {
        double[] average = inputs.Count == 0 ? [] : [.. inputs[0].ToArray().Select(value => 256.0 * value)];
        foreach (var frame in inputs)
        {
            for (var i = 0; i < average.Length; i++)
            {
                average[i] += Math.Floor(((256.0 * frame.Span[i]) - average[i]) / 16);
            }

            yield return [[.. average.Select(value => (byte)Math.Floor(value / 256))]];
        }
    }
}
