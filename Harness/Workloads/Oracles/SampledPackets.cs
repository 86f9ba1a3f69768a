using System.Buffers.Binary;

namespace Eval.Harness.Workloads.Oracles;

/// <summary>
/// A stream of packets of samples (see <see cref="Seismic"/>) as whole series: one for each component of each station,
/// put together from all packets. Packets of ratios have samples of 64 bits in IEEE 754 and begin with "EVR1".
/// </summary>
internal sealed class SampledPackets
{
    private const int HeaderBytes = 20;

    private readonly IReadOnlyList<ReadOnlyMemory<byte>> _packets;
    private readonly Dictionary<(int Station, int Component), List<double>> _series = [];
    private readonly int[] _starts;

    /// <summary>Puts them together.</summary>
    /// <exception cref="FormatException">A station's packets do not follow each other without a gap.</exception>
    public SampledPackets(IReadOnlyList<ReadOnlyMemory<byte>> packets)
    {
        _packets = packets;
        _starts = new int[packets.Count];
        for (var number = 0; number < packets.Count; number++)
        {
            Add(number, packets[number].Span);
        }
    }

    /// <summary>Every series that there is, by station and component.</summary>
    public IReadOnlyDictionary<(int Station, int Component), List<double>> Series => _series;

    /// <summary>Samples per second of that packet.</summary>
    public int SamplesPerSecond(int packet) => Word(packet, 10);

    /// <summary>Station of that packet.</summary>
    public int Station(int packet) => Word(packet, 4);

    /// <summary>Components of that packet.</summary>
    public int Components(int packet) => Word(packet, 6);

    /// <summary>The place in the series of the packet's first sample, and that of the first after it.</summary>
    public (int Start, int End) Range(int packet) => (_starts[packet], _starts[packet] + Word(packet, 8));

    /// <summary>The number that the packet gives the sample at that place of the series.</summary>
    public long SampleNumber(int packet, int place) =>
        BinaryPrimitives.ReadInt64LittleEndian(_packets[packet].Span[12..]) + place - _starts[packet];

    /// <summary>The packet's header without its first four letters.</summary>
    public ReadOnlySpan<byte> Header(int packet) => _packets[packet].Span[4..HeaderBytes];

    private int Word(int packet, int offset) =>
        BinaryPrimitives.ReadUInt16LittleEndian(_packets[packet].Span[offset..]);

    private void Add(int number, ReadOnlySpan<byte> packet)
    {
        var isRatio = packet.StartsWith("EVR1"u8);
        var samples = Word(number, 8);
        for (var component = 0; component < Components(number); component++)
        {
            var series = SeriesOf(Station(number), component);
            if (component == 0)
            {
                _starts[number] = series.Count;
            }

            for (var i = 0; i < samples; i++)
            {
                var place = (component * samples) + i;
                series.Add(isRatio
                    ? BinaryPrimitives.ReadDoubleLittleEndian(packet[(HeaderBytes + (8 * place))..])
                    : BinaryPrimitives.ReadInt32LittleEndian(packet[(HeaderBytes + (4 * place))..]));
            }
        }

        if (SampleNumber(number, 0) != 0)
        {
            throw new FormatException($"packet {number} does not continue its station's series");
        }
    }

    private List<double> SeriesOf(int station, int component)
    {
        if (!_series.TryGetValue((station, component), out var series))
        {
            series = [];
            _series.Add((station, component), series);
        }

        return series;
    }
}
