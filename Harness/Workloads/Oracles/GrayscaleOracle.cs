namespace Eval.Harness.Workloads.Oracles;

/// <summary>The paper's grayscale by its definition: three equal bytes for each pixel, the average rounded down. Shares
/// no code with the function that is measured.</summary>
[Oracle("grayscale")]
public sealed class GrayscaleOracle : IOracle
{
    /// <inheritdoc />
    public IReadOnlyList<byte[]> Outputs(ReadOnlySpan<byte> payload)
    {
        var gray = payload.ToArray();
        for (var pixel = 0; pixel < payload.Length / 3; pixel++)
        {
            var (red, green, blue) = (payload[3 * pixel], payload[(3 * pixel) + 1], payload[(3 * pixel) + 2]);
            var average = (byte)((red + green + blue) / 3);
            (gray[3 * pixel], gray[(3 * pixel) + 1], gray[(3 * pixel) + 2]) = (average, average, average);
        }

        return [gray];
    }
}
