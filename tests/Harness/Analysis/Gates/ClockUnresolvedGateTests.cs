using Eval.Harness.Model;
using Xunit;

namespace Eval.Tests.Harness.Analysis.Gates;

public sealed class ClockUnresolvedGateTests
{
    private const string Gate = "clock-unresolved";

    [Fact]
    public void A_cold_start_above_the_clocks_error_passes() => Known(Timelines.ColdStart).ShouldPass(Gate);

    [Fact]
    public void A_cold_start_below_the_clocks_error_fires() =>
        Known(Timelines.ColdStart + 1).ShouldFire("clock-unresolved: t1 - t0 is below 50000001 ns");

    [Fact]
    public void A_total_below_the_clocks_error_fires() => (Known(3_000_000_000) with
    {
        Events = [.. Timelines.Flawless(1).Events.Select(e => e with { ReceivedNs = null })],
    }).ShouldFire("clock-unresolved: t2 - t0 is below 3000000000 ns");

    [Fact]
    public void Where_nobody_saw_the_first_event_there_is_no_difference() => (Known(3_000_000_000) with
    {
        Events = [.. Timelines.Flawless().Events.Select(e => e with { ReceivedNs = null, ProcessedNs = null })],
    }).ShouldPass(Gate);

    private static Timeline Known(long errorNs) =>
        Timelines.Flawless().WithObservations(o => o with { ClockErrorNs = errorNs });
}
