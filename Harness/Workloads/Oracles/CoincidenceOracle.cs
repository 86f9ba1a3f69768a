using System.Buffers.Binary;

namespace Eval.Harness.Workloads.Oracles;

/// <summary>Earthquakes found after the fact: all on-edges of the stream are put into groups, each edge at most two
/// seconds after the latest of its group; a group tells once, with the first edge of its third station.</summary>
[Oracle("coincidence")]
public sealed class CoincidenceOracle : IStreamOracle
{
    private const int Stations = 3;
    private const int WindowSeconds = 2;

    /// <inheritdoc />
    public IEnumerable<IReadOnlyList<byte[]>> Outputs(IReadOnlyList<ReadOnlyMemory<byte>> inputs)
    {
        Edge[] edges = [.. inputs.Select((bytes, number) => EdgeOf(number, bytes.Span)).Where(edge => edge.IsOn)];
        var told = Groups(edges).Select(Complete).OfType<(int Input, byte[] Output)>()
            .ToDictionary(group => group.Input, group => group.Output);
        return Enumerable.Range(0, inputs.Count).Select(
            number => (IReadOnlyList<byte[]>)(told.TryGetValue(number, out var output) ? [output] : []));
    }

    private static List<List<Edge>> Groups(IReadOnlyList<Edge> edges)
    {
        var groups = new List<List<Edge>>();
        foreach (var edge in edges)
        {
            if (groups.Count == 0 || edge.Sample > groups[^1].Max(other => other.Sample) + edge.WindowSamples)
            {
                groups.Add([]);
            }

            groups[^1].Add(edge);
        }

        return groups;
    }

    private static (int Input, byte[] Output)? Complete(List<Edge> group)
    {
        var stations = group.DistinctBy(edge => edge.Station).ToList();
        if (stations.Count < Stations)
        {
            return null;
        }

        var last = stations[Stations - 1].Input;
        var output = new byte[16];
        "EVC1"u8.CopyTo(output);
        output[4] = Stations;
        var first = group.TakeWhile(edge => edge.Input <= last).Min(edge => edge.Sample);
        BinaryPrimitives.WriteInt64LittleEndian(output.AsSpan(8), first);
        return (last, output);
    }

    private static Edge EdgeOf(int number, ReadOnlySpan<byte> bytes) => new(
        number,
        BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]),
        bytes[8] == 1,
        BinaryPrimitives.ReadInt64LittleEndian(bytes[12..]),
        WindowSeconds * BinaryPrimitives.ReadUInt16LittleEndian(bytes[10..]));

    private readonly record struct Edge(int Input, int Station, bool IsOn, long Sample, long WindowSamples);
}
