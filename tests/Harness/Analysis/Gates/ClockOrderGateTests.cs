using Eval.Harness.Model;
using Xunit;

namespace Eval.Tests.Harness.Analysis.Gates;

public sealed class ClockOrderGateTests
{
    private const string Gate = "clock-order";

    [Fact]
    public void Stamps_in_order_pass() => Timelines.Flawless().ShouldPass(Gate);

    [Fact]
    public void A_first_event_that_was_seen_before_it_was_due_fires() => Timelines.Flawless()
        .WithEvent(0, e => e with { ReceivedNs = Timelines.T0 - 1 }).ShouldFire("clock-order: t1 before t0");

    [Fact]
    public void An_end_before_the_start_fires() => Timelines.Flawless()
        .WithEvents(e => e with { ProcessedNs = Timelines.T0 + 1 }).ShouldFire("clock-order: t2 before t1 or t0");

    [Fact]
    public void An_event_that_was_processed_before_it_was_received_fires() => Timelines.Flawless()
        .WithEvent(3, e => e with { ProcessedNs = e.ReceivedNs - 1 })
        .ShouldFire("clock-order: event 3 processed before it was received");

    [Fact]
    public void An_event_that_was_created_before_it_was_due_fires() => Timelines.Flawless()
        .WithEvent(3, e => e with { CreatedNs = e.ScheduledNs - 1 })
        .ShouldFire("clock-order: event 3 created before it was due");

    [Fact]
    public void An_event_that_was_received_before_it_was_sent_fires() => SentLate()
        .ShouldFire("clock-order: event 3 received before it was sent");

    [Fact]
    public void Stamps_of_the_boundary_are_not_held_to_the_send() =>
        SentLate().WithPromises(p => p with { StampsInFunction = false }).ShouldPass(Gate);

    private static Timeline SentLate() => Timelines.Flawless().WithEvent(3, e => e with { SentNs = e.ReceivedNs + 1 });
}
