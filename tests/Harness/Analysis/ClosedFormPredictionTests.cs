using CsCheck;
using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Analysis;

/// <summary>A trial's t2 − t0 against the closed form of its own times: right where the trial follows it, and off
/// where it does not.</summary>
public sealed class ClosedFormPredictionTests
{
    /// <summary>Whatever the cold start, a stream that follows the recursion is predicted within a service time.
    /// </summary>
    [Fact]
    public void A_stream_that_follows_the_recursion_is_predicted() =>
        Gen.Select(Gen.Int[1, 200], Gen.Long[0, 30_000], Gen.Long[1, 90]).Sample((n, coldMs, serviceMs) =>
        {
            var measure = Stream(n, coldMs, _ => serviceMs).Measured();
            measure.ClosedFormServiceSeconds.ShouldNotBeNull().ShouldBe(serviceMs / 1000.0, 1e-9);
            measure.ClosedFormTotalSeconds.ShouldNotBeNull().ShouldBe(Total(measure), 1e-6);
        });

    [Fact]
    public void A_batch_is_predicted() =>
        Gen.Select(Gen.Int[1, 200], Gen.Long[0, 500], Gen.Long[1, 90]).Sample((n, coldMs, serviceMs) =>
        {
            var measure = Batch(n, coldMs, serviceMs).Measured();
            measure.ServiceSeconds.ShouldNotBeNull().ShouldBe(serviceMs / 1000.0, 1e-9);
            measure.ClosedFormTotalSeconds.ShouldNotBeNull().ShouldBe(Total(measure), 1e-6);
        });

    [Fact]
    public void A_stream_that_stalls_on_its_way_is_off_the_closed_form()
    {
        var measure = Stream(100, 50, i => i == 98 ? 5_000 : 2).Measured();
        var error = Math.Abs(measure.ClosedFormTotalSeconds.ShouldNotBeNull() - Total(measure));
        error.ShouldBeGreaterThan(0.1 * Total(measure));
    }

    [Fact]
    public void A_batch_that_slows_down_is_off_the_closed_form()
    {
        var timeline = Batch(100, 50, 10);
        var late = timeline.WithEvents(e => e.Sequence < 60
            ? e
            : e with { ProcessedNs = e.ProcessedNs + ((e.Sequence - 59) * 90 * Timelines.Ms) });
        var measure = late.Measured();
        var error = Math.Abs(measure.ClosedFormTotalSeconds.ShouldNotBeNull() - Total(measure));
        error.ShouldBeGreaterThan(0.1 * Total(measure));
    }

    [Fact]
    public void Parallel_completions_count_in_the_order_in_which_they_came()
    {
        var timeline = Stream(4, 1_000, _ => 10);
        var backwards = timeline.WithEvents(e => e with
        {
            ProcessedNs = timeline.Events[3 - (int)e.Sequence].ProcessedNs,
        });
        backwards.Measured().ClosedFormServiceSeconds.ShouldNotBeNull().ShouldBe(0.01, 1e-9);
    }

    private static double Total(Measure measure) => (measure.T2Ns.ShouldNotBeNull() - measure.T0Ns) / 1e9;

    private static Timeline Stream(int n, long coldMs, Func<int, long> serviceMs)
    {
        var finishNs = Timelines.T0 + (coldMs * Timelines.Ms);
        var events = new List<EventStamps>();
        for (var i = 0; i < n; i++)
        {
            var receivedNs = Math.Max(finishNs, Timelines.T0 + (i * Timelines.Period));
            finishNs = receivedNs + (serviceMs(i) * Timelines.Ms);
            events.Add(Timelines.Event(i, finishNs) with { ReceivedNs = receivedNs });
        }

        return Timelines.Flawless(n) with { Events = events };
    }

    private static Timeline Batch(int n, long coldMs, long serviceMs)
    {
        var seenNs = Timelines.T0 + ((n - 1) * Timelines.Period) + (coldMs * Timelines.Ms);
        return Timelines.Flawless(n).WithPromises(p => p with { IsBatch = true }).WithEvents(e => e with
        {
            ReceivedNs = seenNs,
            ProcessedNs = seenNs + ((e.Sequence + 1) * serviceMs * Timelines.Ms),
        });
    }
}
