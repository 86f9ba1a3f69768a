using System.Buffers.Binary;
using Eval.Harness.Model;
using Eval.Harness.Workloads.Generators;
using Eval.Systems.Simulation;

namespace Eval.Harness.Workloads;

/// <summary>
/// Seismic stations that send their ground motion in packets of half a second, station after station: event i is a
/// packet of station i mod S. In real time the rate is therefore 2·S a second; another rate replays faster or slower.
/// With <c>burst</c> the packets of all stations for the same half second follow each other that much faster.
/// <para>A packet, little-endian: the text "EVW1"; station, components (3), samples of each component and samples per
/// second (16 bits each, unsigned); the number of the first sample (64 bits); then the counts (32 bits each, signed),
/// component after component: vertical, north, east. 20 bytes and 12 a sample.</para>
/// </summary>
[Workload("seismic", "half-second packets of three-component ground motion with earthquakes at known samples")]
[WorkloadOption("stations", "stations, each 2 km farther", Type = KeyType.Integer, Default = "4", Minimum = 1,
    Maximum = 64)]
[WorkloadOption("sampleRate", "samples per second of each component, an even number", Type = KeyType.Integer,
    Default = "100", Minimum = 100, Maximum = 200)]
[WorkloadOption("onset", "time of the first P onset at the nearest station, in the data's time",
    Type = KeyType.Duration, Default = "3.5", Minimum = 0, Maximum = 3600)]
[WorkloadOption("interval", "time from one earthquake to the next", Type = KeyType.Duration, Default = "30",
    Minimum = 10, Maximum = 86_400)]
[WorkloadOption("signalToNoise", "P amplitude at the nearest station over the noise", Type = KeyType.Integer,
    Default = "20", Minimum = 1, Maximum = 1000)]
[WorkloadOption("burst", "how many times faster than the rate the packets of one half second follow each other",
    Type = KeyType.Integer, Default = "1", Minimum = 1, Maximum = Bursts.FastestFactor)]
public sealed class Seismic : IWorkload
{
    private const int HeaderBytes = 20;

    private readonly ISchedule _schedule;
    private readonly StationNetwork _network;
    private readonly int _stations;
    private readonly int _sampleRate;
    private readonly double _amplitude;

    /// <summary>Reads the options.</summary>
    /// <exception cref="ArgumentException">Half a second is no whole number of samples.</exception>
    public Seismic(WorkloadSpec spec)
    {
        _stations = spec.Integer("stations");
        _sampleRate = spec.Integer("sampleRate");
        if (_sampleRate % 2 != 0)
        {
            throw new ArgumentException($"{_sampleRate} samples a second give no whole number in half a second");
        }

        _schedule = new Bursts(spec.RatePerSecond, _stations, spec.Integer("burst"));
        _network = new StationNetwork(_sampleRate, Samples(spec, "onset"), Samples(spec, "interval"));
        _amplitude = spec.Integer("signalToNoise");
    }

    private int PacketSamples => _sampleRate / 2;

    private int PacketBytes => HeaderBytes + (Seismogram.Components * sizeof(int) * PacketSamples);

    /// <summary>The truth: when waves reach that station in a stream of that many events.</summary>
    public IReadOnlyList<Onsets> OnsetsAt(int station, int events) =>
        _network.At(station, ((long)events + _stations - 1 - station) / _stations * PacketSamples);

    /// <inheritdoc />
    public long BytesOf(int events) => (long)PacketBytes * events;

    /// <inheritdoc />
    public ISchedule Schedule(int events, ulong seed) => _schedule;

    /// <inheritdoc />
    public WorkloadStream Generate(int events, ulong seed)
    {
        var seeds = new SplitMix64(seed);
        Seismogram[] stations =
        [
            .. Enumerable.Range(0, _stations).Select(station => new Seismogram(
                seeds.Next(), OnsetsAt(station, events), _amplitude / StationNetwork.Weakness(station))),
        ];
        var packets = new ReadOnlyMemory<byte>[events];
        for (var i = 0; i < events; i++)
        {
            var station = i % _stations;
            packets[i] = Packet(station, i / _stations * (long)PacketSamples, stations[station]);
        }

        return new WorkloadStream(events, packets, _schedule);
    }

    private byte[] Packet(int station, long firstSample, Seismogram motion)
    {
        var packet = new byte[PacketBytes];
        "EVW1"u8.CopyTo(packet);
        BinaryPrimitives.WriteUInt16LittleEndian(packet.AsSpan(4), (ushort)station);
        BinaryPrimitives.WriteUInt16LittleEndian(packet.AsSpan(6), Seismogram.Components);
        BinaryPrimitives.WriteUInt16LittleEndian(packet.AsSpan(8), (ushort)PacketSamples);
        BinaryPrimitives.WriteUInt16LittleEndian(packet.AsSpan(10), (ushort)_sampleRate);
        BinaryPrimitives.WriteInt64LittleEndian(packet.AsSpan(12), firstSample);
        Span<int> counts = stackalloc int[Seismogram.Components];
        for (var sample = 0; sample < PacketSamples; sample++)
        {
            motion.Next(counts);
            for (var component = 0; component < Seismogram.Components; component++)
            {
                var place = HeaderBytes + (sizeof(int) * ((component * PacketSamples) + sample));
                BinaryPrimitives.WriteInt32LittleEndian(packet.AsSpan(place), counts[component]);
            }
        }

        return packet;
    }

    private long Samples(WorkloadSpec spec, string option) => (long)Math.Round(spec.Number(option) * _sampleRate);
}
