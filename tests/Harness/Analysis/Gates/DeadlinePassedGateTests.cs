using Eval.Harness.Model;
using Xunit;

namespace Eval.Tests.Harness.Analysis.Gates;

public sealed class DeadlinePassedGateTests
{
    [Fact]
    public void A_passed_deadline_fires() => Timelines.Flawless()
        .WithObservations(o => o with { DeadlinePassed = true })
        .ShouldFire("deadline-passed: the harness ended the trial");

    [Theory]
    [InlineData(Outcome.Cancelled)]
    [InlineData(Outcome.Rejected)]
    public void A_trial_that_ended_in_time_passes_however_it_ended(Outcome outcome) =>
        (Timelines.Flawless() with { Outcome = outcome }).ShouldPass("deadline-passed");
}
