using System.Buffers.Binary;
using Eval.Systems.Functions;
using Eval.Systems.Functions.Seismology;
using Eval.Systems.Sdk;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Functions;

public sealed class SeismicFunctionTests
{
    private static readonly string[] Names = ["coincidence", "sta-lta", "sta-lta-classic", "trigger"];

    [Fact]
    public void All_are_listed_as_stateful() => Names.ShouldAllBe(name => FunctionCatalog.Find(name).IsStateful);

    [Theory]
    [InlineData("sta-lta")]
    [InlineData("sta-lta-classic")]
    [InlineData("trigger")]
    [InlineData("coincidence")]
    public void Bytes_that_are_no_packet_are_refused_with_their_length(string function)
    {
        var step = FunctionCatalog.Find(function).Begin(FunctionParameters.None);

        Should.Throw<FormatException>(() => step(new StreamEvent(0, new byte[7])).ToList()).Message.ShouldContain("7");
        Should.Throw<FormatException>(() => step(new StreamEvent(0, new byte[57_600])).ToList());
    }

    [Fact]
    public void A_packet_whose_samples_are_missing_is_refused()
    {
        var step = StaLta.Recursive.Begin(FunctionParameters.None);
        var cut = Packet(0, 0, [1, 2, 3])[..^1];

        Should.Throw<FormatException>(() => step(new StreamEvent(0, cut)).ToList()).Message.ShouldContain("asks for");
    }

    /// <summary>A series cut into packets gives what the whole gives; a gap starts the averages anew.</summary>
    [Fact]
    public void Averages_go_on_over_packets_and_start_anew_after_a_gap()
    {
        var step = StaLta.Recursive.Begin(Parameters(("nsta", "2"), ("nlta", "4")));
        int[] counts = [.. Enumerable.Range(1, 24).Select(i => i * i % 11)];

        double[] parts = [.. Ratios(step, Packet(3, 0, counts[..10])), .. Ratios(step, Packet(3, 10, counts[10..]))];
        var afterGap = Ratios(step, Packet(3, 25, counts));

        var whole = new RecursiveRatio(2, 4);
        double[] expected = [.. counts.Select(count => whole.Next(count))];
        parts.ShouldBe(expected);
        afterGap.ShouldBe(expected);
    }

    [Fact]
    public void Stations_do_not_see_each_other()
    {
        var step = StaLta.Classic.Begin(Parameters(("nsta", "2"), ("nlta", "4")));
        int[] quiet = [1, 1, 1, 1, 1, 1];
        Ratios(step, Packet(0, 0, [.. quiet.Select(count => count * 1000)]));

        Ratios(step, Packet(1, 0, quiet)).ShouldBe([0, 0, 0, 1, 1, 1]);
    }

    [Fact]
    public void A_stream_has_a_bounded_number_of_stations()
    {
        var step = StaLta.Recursive.Begin(FunctionParameters.None);
        for (var station = 0; station < RatioStep.MostStations; station++)
        {
            Ratios(step, Packet(station, 0, [1])).Count.ShouldBe(1);
        }

        Should.Throw<FormatException>(() => Ratios(step, Packet(RatioStep.MostStations, 0, [1])))
            .Message.ShouldContain("stations");
    }

    [Theory]
    [InlineData("trigger", "on", "1")]
    [InlineData("trigger", "longest", "0")]
    public void Parameters_that_make_no_sense_are_refused_at_the_start(string function, string name, string value) =>
        Should.Throw<FormatException>(() => FunctionCatalog.Find(function).Begin(Parameters((name, value))));

    [Fact]
    public void Three_stations_within_two_seconds_of_each_other_are_an_earthquake_told_once()
    {
        var step = Coincidence.Definition.Begin(FunctionParameters.None);

        Sample(step, Edge(0, 1000)).ShouldBeNull();
        Sample(step, Edge(0, 1050)).ShouldBeNull();
        Sample(step, Edge(1, 1100)).ShouldBeNull();
        Sample(step, Edge(2, 990)).ShouldBe(990);
        Sample(step, Edge(3, 1200)).ShouldBeNull();
        Sample(step, Edge(1, 1401)).ShouldBeNull();
        Sample(step, Edge(2, 1500)).ShouldBeNull();
        Sample(step, Edge(5, 1701)).ShouldBeNull();
        Sample(step, Edge(6, 1702)).ShouldBeNull();
        Sample(step, Edge(7, 1703)).ShouldBe(1701);
    }

    [Fact]
    public void A_trigger_that_goes_off_is_no_station_more()
    {
        var step = Coincidence.Definition.Begin(Parameters(("stations", "2")));

        Sample(step, Edge(0, 10)).ShouldBeNull();
        Sample(step, new TriggerEdge(1, 0, false, 100, 11).ToBytes()).ShouldBeNull();
        Sample(step, Edge(1, 12)).ShouldBe(10);
    }

    private static byte[] Edge(int station, long sample) => new TriggerEdge(station, 0, true, 100, sample).ToBytes();

    private static long? Sample(Func<StreamEvent, IEnumerable<StreamEvent>> step, byte[] edge) =>
        step(new StreamEvent(0, edge)).Select(output =>
            (long?)BinaryPrimitives.ReadInt64LittleEndian(output.Payload.Span[8..])).SingleOrDefault();

    private static List<double> Ratios(Func<StreamEvent, IEnumerable<StreamEvent>> step, byte[] packet)
    {
        var ratios = step(new StreamEvent(0, packet)).Single().Payload;
        return [.. Enumerable.Range(0, (ratios.Length - WaveformHeader.Length) / sizeof(double)).Select(i =>
            BinaryPrimitives.ReadDoubleLittleEndian(ratios.Span[(WaveformHeader.Length + (sizeof(double) * i))..]))];
    }

    private static byte[] Packet(int station, long first, int[] counts)
    {
        var packet = new byte[WaveformHeader.Length + (sizeof(int) * counts.Length)];
        new WaveformHeader(station, 1, counts.Length, 100, first).Write(packet, WaveformHeader.Counts);
        for (var i = 0; i < counts.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(
                packet.AsSpan(WaveformHeader.Length + (sizeof(int) * i)), counts[i]);
        }

        return packet;
    }

    private static FunctionParameters Parameters(params (string Name, string Value)[] values) =>
        new(values.ToDictionary(value => value.Name, value => value.Value));
}
