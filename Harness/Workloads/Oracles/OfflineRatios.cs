using System.Buffers.Binary;

namespace Eval.Harness.Workloads.Oracles;

/// <summary>STA/LTA as seismologists compute it after the fact: over each station's whole series, which is then cut
/// again into the packets of the stream. Windows are those of the function: 0.3 s and 3 s.</summary>
internal static class OfflineRatios
{
    /// <summary>One packet of ratios for each packet of counts.</summary>
    /// <param name="inputs">The packets of counts.</param>
    /// <param name="ratios">From a whole series, nsta and nlta the ratio at every sample.</param>
    public static IEnumerable<IReadOnlyList<byte[]>> Of(
        IReadOnlyList<ReadOnlyMemory<byte>> inputs, Func<IReadOnlyList<double>, int, int, double[]> ratios)
    {
        if (inputs.Count == 0)
        {
            return [];
        }

        var packets = new SampledPackets(inputs);
        var rate = packets.SamplesPerSecond(0);
        var series = packets.Series.ToDictionary(
            entry => entry.Key, entry => ratios(entry.Value, 3 * rate / 10, 3 * rate));
        return Enumerable.Range(0, inputs.Count)
            .Select(number => (IReadOnlyList<byte[]>)[Packet(packets, number, series)]);
    }

    private static byte[] Packet(
        SampledPackets packets, int number, Dictionary<(int Station, int Component), double[]> series)
    {
        var (start, end) = packets.Range(number);
        byte[] header = [.. "EVR1"u8, .. packets.Header(number)];
        var samples = Enumerable.Range(0, packets.Components(number))
            .SelectMany(component => series[(packets.Station(number), component)][start..end])
            .SelectMany(Bytes);
        return [.. header, .. samples];
    }

    private static byte[] Bytes(double number)
    {
        var bytes = new byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, number);
        return bytes;
    }
}
