using System.Buffers.Binary;
using Eval.Harness.Model;
using Eval.Harness.Workloads.Generators;

namespace Eval.Harness.Workloads;

/// <summary>
/// Events that ask the functions spin, emit, alloc and crash for what they do. Size, service time and the gaps between
/// events follow laws; the rate is that of the mean gap.
/// <para>The first 16 bytes of an event, little-endian: nanoseconds of work (64 bits), outputs (16 bits), 1 to crash
/// (16 bits), bytes of memory (32 bits). Random bytes fill it up.</para>
/// </summary>
[Workload("synthetic", "events of given size that ask for given work, outputs and memory")]
[WorkloadOption("size", "mean size of an event", Type = KeyType.Size, Default = "1024", Minimum = HeaderBytes,
    Maximum = 1 << 20)]
[WorkloadOption("sizeLaw", "law of the size", Choices = ["constant", "uniform", "exponential", "lognormal"],
    Default = "constant")]
[WorkloadOption("service", "mean work", Type = KeyType.Duration, Default = "0.001", Minimum = 0, Maximum = 3)]
[WorkloadOption("serviceLaw", "law of the work", Choices = ["constant", "uniform", "exponential", "lognormal"],
    Default = "constant")]
[WorkloadOption("gapLaw", "law of the time between events",
    Choices = ["constant", "uniform", "exponential", "lognormal"], Default = "constant")]
[WorkloadOption("outputs", "outputs of emit", Type = KeyType.Integer, Default = "1", Minimum = 0, Maximum = 64)]
[WorkloadOption("memory", "memory of alloc", Type = KeyType.Size, Default = "0", Minimum = 0, Maximum = 1 << 28)]
[WorkloadOption("crashAt", "the event at which crash throws, counted from 1; 0: none", Type = KeyType.Integer,
    Default = "0", Minimum = 0, Maximum = int.MaxValue)]
public sealed class Synthetic : IWorkload
{
    private const int HeaderBytes = 16;

    private readonly WorkloadSpec _spec;
    private readonly Law _size;
    private readonly Law _service;

    /// <summary>Reads the options.</summary>
    public Synthetic(WorkloadSpec spec)
    {
        _spec = spec;
        _size = new Law(spec.Options["sizeLaw"], spec.Integer("size"));
        _service = new Law(spec.Options["serviceLaw"], 1e9 * spec.Number("service"));
    }

    /// <inheritdoc />
    public long BytesOf(int events) => (long)_spec.Integer("size") * events;

    /// <inheritdoc />
    public WorkloadStream Generate(int events, ulong seed)
    {
        var source = new Xoshiro256(seed);
        var draws = new Draws(source);
        var payloads = new ReadOnlyMemory<byte>[events];
        for (var i = 0; i < events; i++)
        {
            var payload = new byte[Math.Max(HeaderBytes, (int)_size.Next(draws))];
            source.Fill(payload.AsSpan(HeaderBytes));
            BinaryPrimitives.WriteInt64LittleEndian(payload, (long)_service.Next(draws));
            BinaryPrimitives.WriteUInt16LittleEndian(payload.AsSpan(8), (ushort)_spec.Integer("outputs"));
            payload[10] = i + 1 == _spec.Integer("crashAt") ? (byte)1 : (byte)0;
            BinaryPrimitives.WriteInt32LittleEndian(payload.AsSpan(12), _spec.Integer("memory"));
            payloads[i] = payload;
        }

        return new WorkloadStream(events, payloads, Schedule(events, seed));
    }

    /// <inheritdoc />
    public ISchedule Schedule(int events, ulong seed)
    {
        var draws = new Draws(~seed);
        var constant = new ConstantRate(_spec.RatePerSecond);
        if (_spec.Options["gapLaw"] == "constant")
        {
            return constant;
        }

        var gaps = new Law(_spec.Options["gapLaw"], 1e9 / _spec.RatePerSecond);
        var offsetsNs = new long[events];
        for (var i = 1; i < events; i++)
        {
            offsetsNs[i] = offsetsNs[i - 1] + (long)gaps.Next(draws);
        }

        return new ListedTimes(offsetsNs);
    }
}
