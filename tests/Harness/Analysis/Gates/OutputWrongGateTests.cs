using Eval.Harness.Model;
using Xunit;

namespace Eval.Tests.Harness.Analysis.Gates;

public sealed class OutputWrongGateTests
{
    private const string Gate = "output-wrong";

    [Fact]
    public void A_wrong_output_fires() => With(new(10, 10, 9, 3))
        .ShouldFire("output-wrong: 9 of 10 right, 10 returned, first wrong 3");

    [Fact]
    public void An_output_too_many_fires() => With(new(10, 11, 10, null))
        .ShouldFire("output-wrong: 10 of 10 right, 11 returned, first wrong unknown");

    [Fact]
    public void Right_outputs_pass() => Timelines.Flawless().ShouldPass(Gate);

    [Fact]
    public void A_trial_without_outputs_passes() => With(null).ShouldPass(Gate);

    [Fact]
    public void Outputs_that_miss_because_the_stream_broke_pass() =>
        (With(new(10, 4, 4, 4)) with { Outcome = Outcome.Failed }).ShouldPass(Gate);

    [Fact]
    public void Outputs_of_events_that_may_be_lost_or_repeated_pass()
    {
        With(new(10, 9, 9, 3)).WithLostEvent(3).WithPromises(p => p with { LosesNothing = false }).ShouldPass(Gate);
        With(new(10, 11, 10, null)).WithEvent(3, e => e with { Deliveries = 2 })
            .WithPromises(p => p with { DuplicatesNothing = false }).ShouldPass(Gate);
    }

    [Fact]
    public void A_promise_to_lose_does_not_excuse_wrong_bytes() => With(new(10, 10, 9, 3)).WithLostEvent(5)
        .WithPromises(p => p with { LosesNothing = false })
        .ShouldFire("output-wrong: 9 of 10 right, 10 returned, first wrong 3");

    /// <summary>A state takes in what comes as it comes; it is the platform that does not promise order.</summary>
    [Theory]
    [InlineData("redis", true)]
    [InlineData("sticky", true)]
    [InlineData("replay", false)]
    [InlineData("none", false)]
    public void An_output_that_differs_since_events_overtook_each_other_on_their_way_to_a_state_passes(
        string state, bool passes)
    {
        var timeline = With(new(10, 10, 9, 3))
            .WithEvent(3, e => e with { ProcessedNs = Timelines.Finish(4) + 1 })
            .WithPromises(p => p with { KeepsOrder = false });
        var options = new Dictionary<string, string>(timeline.Trial.System.Options) { ["state"] = state };
        timeline = timeline with
        {
            Trial = timeline.Trial with { System = timeline.Trial.System with { Options = options } },
        };

        if (passes)
        {
            timeline.ShouldPass(Gate);
        }
        else
        {
            timeline.ShouldFire("output-wrong: 9 of 10 right, 10 returned, first wrong 3");
        }

        (timeline with { Events = Timelines.Flawless().Events })
            .ShouldFire("output-wrong: 9 of 10 right, 10 returned, first wrong 3");
    }

    private static Timeline With(OutputCheck? output) => Timelines.Flawless() with { Output = output };
}
