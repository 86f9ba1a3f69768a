using BenchmarkDotNet.Attributes;
using Eval.Systems.Functions.Graying;

namespace Eval.Tests.Benchmarks.Micro;

/// <summary>One frame of the paper (160×120, in cache). Goal: the kernel is at least 5 times as fast as the division by
/// three, pixel by pixel.</summary>
[Config(typeof(ShortConfig))]
public class GrayscaleBenchmarks
{
    private const int FrameBytes = 160 * 120 * 3;

    private readonly byte[] _rgb = new byte[FrameBytes];

    private readonly byte[] _gray = new byte[FrameBytes];

    /// <summary>Random pixels from a fixed seed.</summary>
    [GlobalSetup]
    public void Fill() => new Random(20260303).NextBytes(_rgb);

    /// <summary>The definition as one would write it first.</summary>
    [Benchmark(Baseline = true)]
    public void ScalarDivision()
    {
        var (rgb, gray) = (_rgb, _gray);
        for (var i = 0; i + 2 < rgb.Length; i += 3)
        {
            var average = (byte)((rgb[i] + rgb[i + 1] + rgb[i + 2]) / 3);
            gray[i] = average;
            gray[i + 1] = average;
            gray[i + 2] = average;
        }
    }

    /// <summary>What remains after the vectors, here for everything.</summary>
    [Benchmark]
    public void Scalar() => ScalarAverage.Run(_rgb, _gray);

    /// <summary>What the function uses.</summary>
    [Benchmark]
    public void Kernel() => GrayKernel.Average(_rgb, _gray);
}
