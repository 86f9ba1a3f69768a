using System.Buffers.Binary;

namespace Eval.Harness.Workloads.Oracles;

/// <summary>
/// Triggers found after the fact, run by run: in each longest run of ratios ≥ 1.5 the first one ≥ 4 begins a trigger,
/// which lasts to the run's end or 1000 samples; after a cut one, the next begins where the ratio rises through 4. An
/// edge is told by the packet that holds the sample from which it can be known.
/// </summary>
[Oracle("trigger")]
public sealed class TriggerOracle : IStreamOracle
{
    private const double On = 4;
    private const double Off = 1.5;
    private const int Longest = 1000;

    /// <inheritdoc />
    public IEnumerable<IReadOnlyList<byte[]>> Outputs(IReadOnlyList<ReadOnlyMemory<byte>> inputs)
    {
        var packets = new SampledPackets(inputs);
        var edges = packets.Series.ToDictionary(entry => entry.Key, entry => EdgesOf(entry.Value));
        for (var number = 0; number < inputs.Count; number++)
        {
            var (start, end) = packets.Range(number);
            var told = new List<byte[]>();
            for (var component = 0; component < packets.Components(number); component++)
            {
                told.AddRange(edges[(packets.Station(number), component)]
                    .Where(edge => edge.KnownAt >= start && edge.KnownAt < end)
                    .Select(edge => Bytes(packets, number, component, edge)));
            }

            yield return told;
        }
    }

    private static List<Edge> EdgesOf(List<double> ratios)
    {
        var edges = new List<Edge>();
        for (var start = 0; start < ratios.Count; start++)
        {
            if (ratios[start] < On)
            {
                continue;
            }

            var fall = ratios.FindIndex(start, ratio => ratio < Off);
            var runEnd = fall < 0 ? ratios.Count : fall;
            var cut = start + Longest;
            edges.Add(new Edge(start, start, true));
            if (cut < runEnd)
            {
                edges.Add(new Edge(cut, cut, false));
                var below = ratios.FindIndex(cut, ratio => ratio < On);
                start = below < 0 ? ratios.Count : below;
            }
            else
            {
                edges.Add(new Edge(runEnd - 1, runEnd, false));
                start = runEnd;
            }
        }

        return edges;
    }

    private static byte[] Bytes(SampledPackets packets, int packet, int component, Edge edge)
    {
        var bytes = new byte[20];
        "EVT1"u8.CopyTo(bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(4), (ushort)packets.Station(packet));
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(6), (ushort)component);
        bytes[8] = edge.IsOn ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(10), (ushort)packets.SamplesPerSecond(packet));
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(12), packets.SampleNumber(packet, edge.Place));
        return bytes;
    }

    /// <summary>An edge at a place of the series, and the place at which it shows.</summary>
    private readonly record struct Edge(int Place, int KnownAt, bool IsOn);
}
