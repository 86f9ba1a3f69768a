using System.Buffers.Binary;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Workloads;

public sealed class SyntheticTests
{
    [Fact]
    public void An_event_asks_for_what_the_scenario_says()
    {
        var stream = Specs.Stream(
            Specs.Of("synthetic", 10, ("size", "100"), ("service", "0.002"), ("outputs", "300"), ("memory", "70000"),
                ("crashAt", "2")), 3, 1);

        for (var i = 0; i < 3; i++)
        {
            var payload = stream.Payload(i).Span;
            payload.Length.ShouldBe(100);
            BinaryPrimitives.ReadInt64LittleEndian(payload).ShouldBe(2_000_000);
            BinaryPrimitives.ReadUInt16LittleEndian(payload[8..]).ShouldBe((ushort)300);
            BinaryPrimitives.ReadUInt16LittleEndian(payload[10..]).ShouldBe(i == 1 ? (ushort)1 : (ushort)0);
            BinaryPrimitives.ReadInt32LittleEndian(payload[12..]).ShouldBe(70_000);
        }
    }

    [Fact]
    public void Sizes_work_and_gaps_follow_their_laws_around_their_means()
    {
        var stream = Specs.Stream(
            Specs.Of("synthetic", 1000, ("size", "200"), ("sizeLaw", "uniform"), ("serviceLaw", "exponential"),
                ("gapLaw", "exponential")), 20_000, 1);

        stream.Payloads().Average(payload => payload.Length).ShouldBe(200, 4);
        stream.Payloads().Average(payload => BinaryPrimitives.ReadInt64LittleEndian(payload.Span)).ShouldBe(1e6, 3e4);
        (stream.OffsetNs(19_999) / 19_999.0).ShouldBe(1e6, 3e4);
    }

    [Fact]
    public void Events_have_random_bytes_of_their_own()
    {
        var stream = Specs.Stream(Specs.Of("synthetic", 10), 100, 1);

        stream.Payloads().Select(payload => Convert.ToHexString(payload.Span[16..])).Distinct().Count().ShouldBe(100);
    }
}
