using System.Globalization;
using Eval.Harness.Model;
using Eval.Harness.Workloads.Generators;

namespace Eval.Harness.Workloads;

/// <summary>The paper's workload (Section 5): a repeating series of random RGB frames at constant rate. A frame is
/// packed RGB, three bytes a pixel, rows from the top; no two frames of a random series are equal. As
/// <c>content: square</c> a white square moves to the right over black (<see cref="MovingSquare"/>).</summary>
[Workload("video", "a repeating series of RGB frames")]
[WorkloadOption("content", "random pixels, or a white square that moves over black",
    Choices = ["random", "square"], Default = "random")]
[WorkloadOption("width", "pixels in a row", Type = KeyType.Integer, Default = "160", Minimum = 1, Maximum = 7680)]
[WorkloadOption("height", "rows", Type = KeyType.Integer, Default = "120", Minimum = 1, Maximum = 4320)]
[WorkloadOption("distinct", "series length", Type = KeyType.Integer, Default = "20", Minimum = 1, Maximum = 10_000)]
public sealed class Video : IWorkload
{
    private const long MaximumSeriesBytes = 1L << 30;

    private readonly ConstantRate _rate;

    private readonly int _width;

    private readonly int _frameBytes;

    private readonly int _distinct;

    private readonly bool _isSquare;

    /// <summary>Reads the options.</summary>
    /// <exception cref="ArgumentException">The series would take more than 1 GiB.</exception>
    public Video(WorkloadSpec spec)
    {
        _rate = new ConstantRate(spec.RatePerSecond);
        _width = spec.Integer("width");
        _frameBytes = 3 * _width * spec.Integer("height");
        _distinct = spec.Integer("distinct");
        _isSquare = spec.Options["content"] == "square";
        if ((long)_frameBytes * _distinct > MaximumSeriesBytes)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"{_distinct} distinct frames of {_frameBytes} bytes are more than 1 GiB: choose fewer or smaller"));
        }
    }

    /// <inheritdoc />
    public ISchedule Schedule(int events, ulong seed) => _rate;

    /// <inheritdoc />
    public WorkloadStream Generate(int events, ulong seed)
    {
        var length = Math.Clamp(events, 1, _distinct);
        var series = _isSquare ? Squares(length) : RandomFrames(length, seed);
        return new WorkloadStream(events, series, _rate);
    }

    /// <inheritdoc />
    public long BytesOf(int events) => (long)_frameBytes * Math.Min(events, _distinct);

    private ReadOnlyMemory<byte>[] Squares(int length) =>
        [.. Enumerable.Range(0, length).Select(i =>
            (ReadOnlyMemory<byte>)MovingSquare.Frame(_width, _frameBytes / 3 / _width, i))];

    private ReadOnlyMemory<byte>[] RandomFrames(int length, ulong seed)
    {
        var generator = new Xoshiro256(seed);
        var seen = new HashSet<UInt128>();
        var series = new ReadOnlyMemory<byte>[length];
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

        return series;
    }
}
