using System.Buffers.Binary;
using Eval.Harness.Workloads;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Workloads;

public sealed class SeismicTests
{
    [Fact]
    public void Packets_are_laid_out_as_documented_and_take_turns()
    {
        var stream = Specs.Stream(Specs.Of("seismic", 8), 12, 1);

        for (var i = 0; i < stream.Count; i++)
        {
            var packet = stream.Payload(i).Span;
            packet.Length.ShouldBe(20 + (12 * 50));
            packet[..4].ToArray().ShouldBe("EVW1"u8.ToArray());
            Word(packet, 4).ShouldBe(i % 4);
            Word(packet, 6).ShouldBe(3);
            Word(packet, 8).ShouldBe(50);
            Word(packet, 10).ShouldBe(100);
            BinaryPrimitives.ReadInt64LittleEndian(packet[12..]).ShouldBe(i / 4 * 50);
        }
    }

    [Fact]
    public void Two_hundred_samples_a_second_make_packets_of_a_hundred() =>
        Specs.Stream(Specs.Of("seismic", 8, ("sampleRate", "200")), 1, 1).Payload(0).Length.ShouldBe(20 + (12 * 100));

    /// <summary>P waves travel 2 km in a third of a second; S waves come 2 km·(1/3.5 − 1/6) later.</summary>
    [Fact]
    public void Waves_reach_the_stations_by_their_distance()
    {
        var seismic = (Seismic)WorkloadCatalog.Create(Specs.Of("seismic", 8, ("interval", "10")));

        Enumerable.Range(0, 4).Select(station => seismic.OnsetsAt(station, 80)[0].Primary)
            .ShouldBe([350, 383, 416, 450]);
        Enumerable.Range(0, 4).Select(station => seismic.OnsetsAt(station, 80)[0])
            .Select(onset => onset.Secondary - onset.Primary).ShouldBe([23, 47, 71, 95]);
        seismic.OnsetsAt(0, 160).Select(onset => onset.Primary).ShouldBe([350, 1350]);
        seismic.OnsetsAt(3, 27).ShouldBeEmpty();
    }

    /// <summary>The noise before the onset has its documented deviation and colour; the motion right after it is as
    /// much stronger as the scenario asks.</summary>
    [Fact]
    public void The_ground_is_quiet_before_the_onset_and_moves_after_it()
    {
        var stream = Specs.Stream(
            Specs.Of("seismic", 2, ("stations", "1"), ("onset", "100"), ("signalToNoise", "30")), 220, 5);
        int[] vertical =
        [
            .. stream.Payloads().SelectMany(packet => Enumerable.Range(0, 50)
                .Select(i => BinaryPrimitives.ReadInt32LittleEndian(packet.Span[(20 + (4 * i))..]))),
        ];

        var noise = vertical[..10_000];
        var variance = noise.Average(x => (double)x * x);
        Math.Sqrt(variance).ShouldBeInRange(95, 105);
        (noise.Zip(noise.Skip(1), (a, b) => (double)a * b).Average() / variance).ShouldBeInRange(0.55, 0.65);
        Math.Sqrt(vertical[10_000..10_020].Average(x => (double)x * x)).ShouldBeInRange(1000, 5000);
    }

    [Fact]
    public void In_a_burst_the_packets_of_one_half_second_follow_each_other_faster()
    {
        var stream = Specs.Stream(Specs.Of("seismic", 8, ("burst", "10")), 9, 1);

        Enumerable.Range(0, 9).Select(i => stream.OffsetNs(i) / 100_000).ShouldBe(
            [0, 125, 250, 375, 5000, 5125, 5250, 5375, 10_000]);
    }

    private static int Word(ReadOnlySpan<byte> packet, int at) => BinaryPrimitives.ReadUInt16LittleEndian(packet[at..]);
}
