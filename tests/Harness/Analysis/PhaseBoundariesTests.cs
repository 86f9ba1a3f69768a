using CsCheck;
using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Analysis;

/// <summary>The ten phases: contiguous, ordered, and exact in their sum.</summary>
public sealed class PhaseBoundariesTests
{
    private static readonly Gen<long> Stamp = Gen.Long[Timelines.T0 - 50, Timelines.T0 + 2_000];

    private static readonly Gen<EventStamps[]> Events =
        Gen.Select(Gen.Nullable(Stamp), Gen.Nullable(Stamp), Gen.Nullable(Stamp), Gen.Nullable(Stamp)).Array[1, 20]
            .Select(stamps => stamps.Select((s, i) => new EventStamps(
                i, Timelines.T0 + (i * 100), s.Item1, s.Item2, s.Item3, s.Item4, null, 1, 1, null)).ToArray());

    private static readonly Gen<PhaseEnd[]> Marks =
        Gen.Select(Gen.Enum<PhaseName>(), Stamp).Select((phase, at) => new PhaseEnd(phase, at)).Array[0, 8];

    /// <summary>For any stamps at all, even contradictory ones.</summary>
    [Fact]
    public void They_sum_to_t2_minus_t0_exactly_and_teardown_follows() =>
        Gen.Select(Events, Marks, Gen.Bool).Sample((events, marks, batch) =>
        {
            var timeline = Timelines.Flawless().WithPromises(p => p with { IsBatch = batch })
                with
            { Events = events, Marks = marks };
            var measure = timeline.Measured();
            measure.Phases.Select(p => p.Phase).ShouldBe(Enum.GetValues<PhaseName>());
            measure.Phases.Select(p => p.EndNs).ShouldBeInOrder();
            measure.Phases[0].EndNs.ShouldBeGreaterThanOrEqualTo(measure.T0Ns);
            if (measure.T2Ns >= measure.T0Ns)
            {
                measure.Phases[(int)PhaseName.Drain].EndNs.ShouldBe(measure.T2Ns.Value);
            }

            var lengths = Lengths(measure);
            measure.UnobservedPhases.ShouldAllBe(phase => lengths[phase] == 0);
        });

    [Fact]
    public void A_flawless_trial_has_the_phases_of_its_marks()
    {
        var lengths = Lengths(Timelines.Flawless().Measured());
        lengths.Values.Select(ns => ns / Timelines.Ms).ShouldBe([0, 1, 1, 28, 19, 1, 2, 848, 2, 5]);
    }

    /// <summary>A client that is admitted before a byte leaves must not hide its cold start in the generation.
    /// </summary>
    [Fact]
    public void Generate_takes_no_time_unless_it_is_a_batch_however_late_the_first_event()
    {
        var timeline = Timelines.Flawless().WithEvents(e => e with
        {
            CreatedNs = e.ScheduledNs + Timelines.Ms,
            SentNs = e.ReceivedNs,
        });
        Lengths(timeline.Measured())[PhaseName.Generate].ShouldBe(0);
    }

    [Fact]
    public void Batch_generates_until_its_first_send_and_is_caught_up_at_its_end()
    {
        var sentNs = Timelines.T0 + (9 * Timelines.Period);
        var timeline = Timelines.Flawless().WithPromises(p => p with { IsBatch = true }).WithEvents(e => e with
        {
            SentNs = sentNs,
            ReceivedNs = sentNs + Timelines.ColdStart,
            ProcessedNs = sentNs + Timelines.ColdStart + ((e.Sequence + 1) * Timelines.Service),
        });
        var measure = (timeline with { Marks = [] }).Measured();
        var lengths = Lengths(measure);
        lengths[PhaseName.Generate].ShouldBe(900 * Timelines.Ms);
        lengths[PhaseName.FirstEvent].ShouldBe(50 * Timelines.Ms);
        lengths[PhaseName.CatchUp].ShouldBe(20 * Timelines.Ms);
        lengths[PhaseName.Steady].ShouldBe(0);
        lengths[PhaseName.Drain].ShouldBe(0);
        measure.UnobservedPhases.ShouldBe(
            [PhaseName.Admit, PhaseName.Sandbox, PhaseName.Runtime, PhaseName.Connect, PhaseName.Teardown]);
    }

    private static Dictionary<PhaseName, long> Lengths(Measure measure)
    {
        var starts = measure.Phases.Select(p => p.EndNs).Prepend(measure.T0Ns);
        return measure.Phases.Zip(starts).ToDictionary(p => p.First.Phase, p => p.First.EndNs - p.Second);
    }
}
