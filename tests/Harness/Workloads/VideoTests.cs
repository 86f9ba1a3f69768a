using System.Security.Cryptography;
using Eval.Harness.Workloads;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Workloads;

public sealed class VideoTests
{
    /// <summary>The hash was computed by an implementation of the same generators in another language.</summary>
    [Fact]
    public void The_first_frame_of_a_seed_is_the_same_everywhere()
    {
        var frame = Specs.Stream(Specs.Video(), 1, 20260303).Payload(0).Span;

        frame.Length.ShouldBe(160 * 120 * 3);
        Convert.ToHexStringLower(frame[..16]).ShouldBe("a70be0a05fdaad071dac3339da9889ce");
        Convert.ToHexStringLower(SHA256.HashData(frame)).ShouldBe(
            "24007cd078e0402414c3d622753586a2c418f3da5ac7cc9ef7fae55222a8f359");
    }

    [Fact]
    public void Equal_seeds_give_equal_bytes_and_others_do_not()
    {
        var stream = Specs.Stream(Specs.Video(), 60, 1);
        var again = Specs.Stream(Specs.Video(), 60, 1);
        var other = Specs.Stream(Specs.Video(), 60, 2);

        for (var i = 0; i < 60; i++)
        {
            stream.Payload(i).Span.SequenceEqual(again.Payload(i).Span).ShouldBeTrue();
            stream.Payload(i).Span.SequenceEqual(other.Payload(i).Span).ShouldBeFalse();
        }
    }

    [Fact]
    public void The_series_repeats_without_copies()
    {
        var stream = Specs.Stream(Specs.Video(distinct: 20), 50, 1);

        stream.Distinct.Count.ShouldBe(20);
        stream.Payload(47).ShouldBe(stream.Payload(7));
        stream.Payload(20).ShouldBe(stream.Payload(0));
    }

    [Fact]
    public void A_shorter_stream_is_the_beginning_of_a_longer_one()
    {
        var shorter = Specs.Stream(Specs.Video(), 3, 9);
        var longer = Specs.Stream(Specs.Video(), 100, 9);

        shorter.Distinct.Count.ShouldBe(3);
        shorter.Payload(2).ToArray().ShouldBe(longer.Payload(2).ToArray());
    }

    /// <summary>A thousand frames of one pixel: by the birthday bound, chance alone gives equal ones in 3 of 100 seeds,
    /// so over 200 seeds a missing check would show.</summary>
    [Fact]
    public void Distinct_frames_are_distinct_however_small()
    {
        for (var seed = 0UL; seed < 200; seed++)
        {
            Specs.Stream(Specs.Video(1, 1, 1000), 1000, seed).Distinct
                .Select(frame => PayloadHash.Of(frame.Span)).Distinct().Count().ShouldBe(1000);
        }
    }

    [Fact]
    public void A_series_that_does_not_fit_into_memory_is_refused_with_its_size() =>
        Should.Throw<ArgumentException>(() => WorkloadCatalog.Create(Specs.Video(7680, 4320, 20)))
            .Message.ShouldContain("more than 1 GiB");

    [Fact]
    public void An_empty_stream_has_no_events() => Specs.Stream(Specs.Video(), 0, 1).Count.ShouldBe(0);
}
