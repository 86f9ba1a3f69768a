using System.Buffers.Binary;
using Eval.Systems.Functions.Remembering;

namespace Eval.Systems.Functions.Seismology;

/// <summary>
/// STA/LTA over packets of counts: each gives one packet of ratios of the same samples. Stations are told apart; where
/// a station's packet does not continue the one before, its averages start anew.
/// </summary>
/// <param name="makeRatio">A new characteristic function from nsta and nlta.</param>
/// <param name="shortSamples">nsta; 0: three tenths of a second.</param>
/// <param name="longSamples">nlta; 0: three seconds.</param>
internal sealed class RatioStep(Func<int, int, IRatio> makeRatio, int shortSamples, int longSamples)
    : IPortableState
{
    /// <summary>The most stations that one stream may have.</summary>
    public const int MostStations = 1024;

    /// <summary>The most samples that an average may span.</summary>
    public const int MostSamples = 8000;

    private readonly Dictionary<int, StationRatios> _stations = [];

    /// <summary>The packet of ratios.</summary>
    /// <exception cref="FormatException">It is no packet of counts, or of one station too many.</exception>
    public byte[] Ratios(ReadOnlySpan<byte> packet)
    {
        var header = WaveformHeader.Read(packet, WaveformHeader.Counts, sizeof(int));
        var components = ComponentsOf(header);
        var ratios = new byte[WaveformHeader.Length + (components.Length * header.Samples * sizeof(double))];
        header.Write(ratios, WaveformHeader.Ratios);
        var counts = packet[WaveformHeader.Length..];
        var place = ratios.AsSpan(WaveformHeader.Length);
        foreach (var component in components)
        {
            for (var sample = 0; sample < header.Samples; sample++)
            {
                var count = BinaryPrimitives.ReadInt32LittleEndian(counts);
                BinaryPrimitives.WriteDoubleLittleEndian(place, component.Next(count));
                counts = counts[sizeof(int)..];
                place = place[sizeof(double)..];
            }
        }

        return ratios;
    }

    /// <inheritdoc />
    public void Carry(StateBytes bytes) => bytes.Carry(
        _stations,
        MostStations,
        (StateBytes part, ref int number, ref StationRatios station) =>
        {
            part.Carry(ref number);
            station ??= new StationRatios(makeRatio);
            station.Carry(part);
        });

    private IRatio[] ComponentsOf(WaveformHeader header)
    {
        if (!_stations.TryGetValue(header.Station, out var station))
        {
            if (_stations.Count == MostStations)
            {
                throw new FormatException($"more than {MostStations} stations in one stream");
            }

            station = new StationRatios(makeRatio);
        }

        if (!station.IsContinuedBy(header))
        {
            Begin(station, header);
        }

        station.Took(header);
        _stations[header.Station] = station;
        return station.Components;
    }

    private void Begin(StationRatios station, WaveformHeader header)
    {
        var nsta = shortSamples > 0 ? shortSamples : 3 * header.SamplesPerSecond / 10;
        var nlta = longSamples > 0 ? longSamples : 3 * header.SamplesPerSecond;
        if (nsta < 1 || nsta > nlta || nlta > MostSamples)
        {
            throw new FormatException($"averages of {nsta} and {nlta} samples; at most {MostSamples} are possible");
        }

        station.Begin(header.Components, nsta, nlta);
    }
}
