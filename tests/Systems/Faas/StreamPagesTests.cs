using Eval.Systems.Faas;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Faas;

/// <summary>Goal: of streams that share instances each is told its own. Method: instances that the test
/// makes.</summary>
public sealed class StreamPagesTests
{
    [Fact]
    public async Task Each_stream_has_its_requests_its_instances_and_its_trailer_alone()
    {
        var pages = new StreamPages();
        var (one, two) = (new FakeInstance("i-1"), new FakeInstance("i-2"));
        foreach (var (stream, instance) in new[] { ("a", one), ("b", one), ("a", two), ("a", one) })
        {
            pages.Arrived(stream);
            pages.Served(stream, instance);
        }

        pages.Arrived("b");
        var (a, b) = (await pages.TakeAsync("a"), await pages.TakeAsync("b"));

        a.Requests.ShouldBe(3);
        a.Instances.Select(instance => instance.InstanceId).ShouldBe(["i-1", "i-2"], ignoreOrder: true);
        a.Instances.ShouldAllBe(instance => instance.Trailers.Single().Key == "a" && instance.TeardownNs == null);
        a.QueueSeconds.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(0);
        b.Requests.ShouldBe(2);
        b.Instances.Single().InstanceId.ShouldBe("i-1");
        one.Taken.ShouldBe(["a", "b"]);
        one.HasCollectedTrailers.ShouldBeFalse();
    }

    [Fact]
    public async Task A_stream_that_is_over_or_was_never_there_has_an_empty_account()
    {
        var pages = new StreamPages();
        pages.Arrived("a");
        (await pages.TakeAsync("a")).Requests.ShouldBe(1);

        (await pages.TakeAsync("a")).ShouldSatisfyAllConditions(
            account => account.Requests.ShouldBe(0), account => account.AdmitNs.ShouldBeNull(),
            account => account.Instances.ShouldBeEmpty());
    }

    [Fact]
    public async Task An_instance_that_is_gone_is_not_asked()
    {
        var pages = new StreamPages();
        var instance = new FakeInstance("i-1");
        pages.Arrived("a");
        pages.Served("a", instance);
        instance.Kill();

        var account = await pages.TakeAsync("a");

        account.Instances.Single().Trailers.ShouldBeEmpty();
        instance.Taken.ShouldBeEmpty();
    }
}
