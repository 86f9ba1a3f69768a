using System.Globalization;
using Eval.Harness.Model;
using Eval.Harness.Workloads.Generators;

namespace Eval.Harness.Workloads;

/// <summary>The paper's workload (Section 5): a repeating series of random RGB frames at constant rate. A frame is
/// packed RGB, three bytes a pixel, rows from the top; no two frames of a series are equal.</summary>
[Workload("video", "a repeating series of random RGB frames")]
[WorkloadOption("width", "pixels in a row", Type = KeyType.Integer, Default = "160", Minimum = 1, Maximum = 7680)]
[WorkloadOption("height", "rows", Type = KeyType.Integer, Default = "120", Minimum = 1, Maximum = 4320)]
[WorkloadOption("distinct", "series length", Type = KeyType.Integer, Default = "20", Minimum = 1, Maximum = 10_000)]
public sealed class Video : IWorkload
{
    private const long MaximumSeriesBytes = 1L << 30;

    private readonly ConstantRate _rate;

    private readonly int _frameBytes;

    private readonly int _distinct;

    /// <summary>Reads the options.</summary>
    /// <exception cref="ArgumentException">The series would take more than 1 GiB.</exception>
    public Video(WorkloadSpec spec)
    {
        _rate = new ConstantRate(spec.RatePerSecond);
        _frameBytes = 3 * Integer(spec, "width") * Integer(spec, "height");
        _distinct = Integer(spec, "distinct");
        if ((long)_frameBytes * _distinct > MaximumSeriesBytes)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"{_distinct} distinct frames of {_frameBytes} bytes are more than 1 GiB: choose fewer or smaller"));
        }
    }

    /// <inheritdoc />
    public WorkloadStream Generate(int events, ulong seed)
    {
        var generator = new Xoshiro256(seed);
        var seen = new HashSet<UInt128>();
        var series = new ReadOnlyMemory<byte>[Math.Clamp(events, 1, _distinct)];
        for (var i = 0; i < series.Length; i++)
        {
            var frame = GC.AllocateUninitializedArray<byte>(_frameBytes);
            do
            {
                // Even the smallest frame has 2²⁴ values, far more than a series is long: this ends soon.
                generator.Fill(frame);
            }
            while (!seen.Add(PayloadHash.Of(frame)));
            series[i] = frame;
        }

        return new WorkloadStream(events, series, _rate);
    }

    private static int Integer(WorkloadSpec spec, string option) =>
        int.Parse(spec.Options[option], CultureInfo.InvariantCulture);
}
