using Eval.Harness.Workloads.Oracles;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Workloads.Oracles;

/// <summary>Goal: a scenario whose function cannot read its workload is found before anything runs. Method: workloads
/// with their defaults before functions that are made for them, and before others.</summary>
public sealed class ReadableEventsTests
{
    [Theory]
    [InlineData("video", "grayscale", "motion")]
    [InlineData("seismic", "sta-lta", "trigger", "coincidence")]
    [InlineData("river", "river-stage")]
    [InlineData("auction", "auction-hot-items")]
    [InlineData("synthetic", "spin")]
    [InlineData("seismic", "./mine")]
    public void Functions_read_what_they_are_made_for(string workload, params string[] functions) =>
        ReadableEvents.AreReadBy(functions, Specs.Of(workload, 10)).ShouldBeTrue();

    [Theory]
    [InlineData("video", "sta-lta")]
    [InlineData("video", "grayscale", "sta-lta")]
    [InlineData("river", "auction-currency")]
    [InlineData("auction", "background")]
    [InlineData("video", "sta-lta", "./mine")]
    public void Others_cannot_be_read(string workload, params string[] functions) =>
        ReadableEvents.AreReadBy(functions, Specs.Of(workload, 10)).ShouldBeFalse();

    /// <summary>An oracle may compute each event's outputs only when they are asked for.</summary>
    [Fact]
    public void Every_event_is_looked_at() =>
        ReadableEvents.AreReadBy(["auction-currency"], Specs.Of("seismic", 10)).ShouldBeFalse();
}
