using System.Buffers.Binary;

namespace Eval.Harness.Workloads.Oracles;

/// <summary>Cuts by their definition, from counted groups of equal brightness.</summary>
[Oracle("scene-cut")]
public sealed class SceneCutOracle : IStreamOracle
{
    private const int Brightnesses = 64;

    /// <inheritdoc />
    public IEnumerable<IReadOnlyList<byte[]>> Outputs(IReadOnlyList<ReadOnlyMemory<byte>> inputs)
    {
        ILookup<int, int>? before = null;
        foreach (var frame in inputs)
        {
            var now = Enumerable.Range(0, frame.Length / 3).ToLookup(pixel => Brightness(frame.Span[(3 * pixel)..]));
            var difference = before is null ? 0 : Enumerable.Range(0, Brightnesses)
                .Sum(level => Math.Abs(now[level].Count() - before[level].Count()));
            before = now;
            var output = new byte[8];
            BinaryPrimitives.WriteInt32LittleEndian(output, difference);
            output[4] = difference > frame.Length / 3 ? (byte)1 : (byte)0;
            yield return [output];
        }
    }

    private static int Brightness(ReadOnlySpan<byte> pixel) => (pixel[0] + pixel[1] + pixel[2]) / 3 / 4;
}
