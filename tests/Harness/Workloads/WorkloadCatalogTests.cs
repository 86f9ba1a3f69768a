using Eval.Harness.Model;
using Eval.Harness.Workloads;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Workloads;

public sealed class WorkloadCatalogTests
{
    [Fact]
    public void Video_is_listed_with_its_keys_and_the_papers_defaults()
    {
        var video = WorkloadCatalog.Kinds.Single(kind => kind.Kind == "video");

        video.Keys.ToDictionary(key => key.Name, key => key.Default).ShouldBe(
            new Dictionary<string, string>
            {
                ["content"] = "random", ["width"] = "160", ["height"] = "120", ["distinct"] = "20",
            },
            ignoreOrder: true);
        video.Keys.Where(key => key.Name != "content")
            .ShouldAllBe(key => key.Type == KeyType.Integer && key.Minimum == 1 && key.Maximum < 1e6);
    }

    [Fact]
    public void An_unknown_kind_is_answered_with_those_that_exist() =>
        Should.Throw<KeyNotFoundException>(
                () => WorkloadCatalog.Create(new WorkloadSpec("vidoe", 1, new Dictionary<string, string>())))
            .Message.ShouldContain("known: ");

    [Fact]
    public void Every_kind_can_be_made_from_its_own_defaults()
    {
        foreach (var kind in WorkloadCatalog.Kinds)
        {
            WorkloadCatalog.Create(Specs.Of(kind.Kind, 10)).Generate(5, 1).Count.ShouldBe(5);
        }
    }

    public static TheoryData<string> Kinds => [.. WorkloadCatalog.Kinds.Select(kind => kind.Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Equal_seeds_give_equal_streams_and_a_shorter_one_is_the_beginning_of_a_longer_one(string kind)
    {
        var whole = Specs.Stream(Specs.Of(kind, 10), 120, 7);
        var begin = Specs.Stream(Specs.Of(kind, 10), 60, 7);

        for (var i = 0; i < begin.Count; i++)
        {
            begin.Payload(i).Span.SequenceEqual(whole.Payload(i).Span).ShouldBeTrue($"event {i}");
            begin.OffsetNs(i).ShouldBe(whole.OffsetNs(i));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Events_are_due_from_zero_on_and_never_run_backwards(string kind)
    {
        var stream = Specs.Stream(Specs.Of(kind, 100), 500, 7);

        stream.OffsetNs(0).ShouldBe(0);
        for (var i = 1; i < stream.Count; i++)
        {
            stream.OffsetNs(i).ShouldBeGreaterThan(stream.OffsetNs(i - 1));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_announced_bytes_are_not_below_those_of_the_stream(string kind)
    {
        var workload = WorkloadCatalog.Create(Specs.Of(kind, 10));

        workload.BytesOf(200).ShouldBeGreaterThanOrEqualTo(
            workload.Generate(200, 3).Distinct.Sum(payload => (long)payload.Length));
    }

    [Fact]
    public void A_stream_that_does_not_fit_into_memory_is_a_problem_and_a_shorter_one_is_none()
    {
        var seismic = WorkloadCatalog.Kinds.Single(kind => kind.Kind == "seismic");

        seismic.Problem(Specs.Of("seismic", 8), 1_000_000).ShouldBeNull();
        seismic.Problem(Specs.Of("seismic", 8), 2_000_000).ShouldNotBeNull().ShouldContain("1 GiB");
        seismic.Problem(Specs.Of("seismic", 8, ("sampleRate", "125")), 10).ShouldNotBeNull().ShouldContain("125");
    }
}
