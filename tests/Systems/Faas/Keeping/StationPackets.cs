using System.Buffers.Binary;
using System.Security.Cryptography;
using Eval.Systems.Functions;
using Eval.Systems.Functions.Seismology;
using Eval.Systems.Sdk;

namespace Eval.Tests.Systems.Faas.Keeping;

/// <summary>Packets of one station that continue each other, so that each ratio depends on every packet before; and
/// what STA/LTA gives for them without any system.</summary>
internal static class StationPackets
{
    private const int Samples = 20;

    /// <summary>Short averages, so that ratios differ from zero from the second packet on.</summary>
    public static IReadOnlyDictionary<string, string> Parameters { get; } =
        new Dictionary<string, string> { ["nsta"] = "3", ["nlta"] = "15" };

    /// <summary>Bytes of each packet.</summary>
    public static int Length => WaveformHeader.Length + (Samples * sizeof(int));

    /// <summary>Packet i.</summary>
    public static byte[] Packet(long i)
    {
        var packet = new byte[Length];
        new WaveformHeader(7, 1, Samples, 100, i * Samples).Write(packet, WaveformHeader.Counts);
        for (var sample = 0; sample < Samples; sample++)
        {
            var count = (int)(((i * Samples) + sample) * 7919 % 1009);
            BinaryPrimitives.WriteInt32LittleEndian(
                packet.AsSpan(WaveformHeader.Length + (sample * sizeof(int))), count);
        }

        return packet;
    }

    /// <summary>The outputs of that function for the first packets, one each.</summary>
    public static IReadOnlyList<string> Answers(string function, int events)
    {
        var step = FunctionCatalog.Find(function).Begin(new FunctionParameters(Parameters));
        return [.. Enumerable.Range(0, events)
            .Select(i => Text(step(new StreamEvent(i, Packet(i))).Single().Payload.Span))];
    }

    /// <summary>A payload as a short text that no other payload has.</summary>
    public static string Text(ReadOnlySpan<byte> payload) => Convert.ToHexStringLower(SHA256.HashData(payload))[..16];
}
