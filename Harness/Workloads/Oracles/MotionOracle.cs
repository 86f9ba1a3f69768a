using System.Buffers.Binary;

namespace Eval.Harness.Workloads.Oracles;

/// <summary>Motion by its definition: the pixels whose three bytes are not those of the frame before.</summary>
[Oracle("motion")]
public sealed class MotionOracle : IStreamOracle
{
    /// <inheritdoc />
    public IEnumerable<IReadOnlyList<byte[]>> Outputs(IReadOnlyList<ReadOnlyMemory<byte>> inputs)
    {
        for (var i = 0; i < inputs.Count; i++)
        {
            var changed = new byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(changed, i == 0 ? 0 : Changed(inputs[i - 1], inputs[i]));
            yield return [changed];
        }
    }

    private static int Changed(ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> now) =>
        Enumerable.Range(0, now.Length / 3).Count(pixel => before.Length != now.Length
            || !before.Slice(3 * pixel, 3).Span.SequenceEqual(now.Slice(3 * pixel, 3).Span));
}
