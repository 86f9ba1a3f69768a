using CsCheck;
using Eval.Harness.Model;
using Eval.Harness.Scenarios;
using Eval.Harness.Scenarios.Planning;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Scenarios;

public sealed class TrialPlannerTests
{
    private static readonly Gen<Scenario> s_scenarios =
        Gen.Select(Gen.ULong, Gen.Int[1, 5], Gen.Int[1, 4], Gen.Int[1, 12]).Select(Scenario);

    [Fact]
    public void Every_block_holds_every_cell_exactly_once() => s_scenarios.Sample(scenario =>
    {
        var plan = TrialPlanner.Plan(scenario);
        var cells = scenario.Systems
            .SelectMany(system => scenario.Durations.Select(duration => (system.Name, duration)))
            .ToList();

        plan.Trials.Count.ShouldBe(cells.Count * scenario.Repetitions);
        foreach (var (block, trials) in plan.Trials.Chunk(cells.Count).Index())
        {
            trials.ShouldAllBe(trial => trial.Block == block && trial.Repetition == block && trial.Attempt == 1);
            trials.Select(trial => (trial.System.Name, trial.Duration)).ShouldBe(cells, ignoreOrder: true);
        }
    }, iter: 200);

    [Fact]
    public void Trial_ids_are_unique_and_safe_also_for_attempts() => s_scenarios.Sample(scenario =>
    {
        var first = TrialPlanner.Plan(scenario).Trials;
        var ids = first.Concat(first.Select(TrialPlanner.Again)).Select(trial => trial.TrialId).ToList();
        ids.ShouldBeUnique();
        ids.ShouldAllBe(id => id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) ||
            letter == '.' || letter == '-'));
    }, iter: 200);

    [Fact]
    public void The_bytes_seed_is_shared_by_the_systems_of_a_block_and_duration_and_by_no_others() =>
        s_scenarios.Sample(scenario =>
        {
            var groups = TrialPlanner.Plan(scenario).Trials.GroupBy(trial => (trial.Block, trial.Duration)).ToList();
            groups.ShouldAllBe(group => group.Select(trial => trial.Seed).Distinct().Count() == 1);
            groups.Select(group => group.First().Seed).ShouldBeUnique();
        }, iter: 200);

    [Fact]
    public void The_same_seed_gives_the_same_plan_and_another_seed_another_order()
    {
        Order(Scenario(1, 4, 3, 8)).ShouldBe(Order(Scenario(1, 4, 3, 8)));
        Order(Scenario(1, 4, 3, 8)).ShouldNotBe(Order(Scenario(2, 4, 3, 8)));
    }

    [Fact]
    public void More_repetitions_leave_the_earlier_blocks_as_they_were() =>
        Order(Scenario(1, 4, 3, 9)).Take(4 * 3 * 8).ShouldBe(Order(Scenario(1, 4, 3, 8)));

    [Fact]
    public void Blocks_differ_in_their_order_and_systems_interleave()
    {
        var order = TrialPlanner.Plan(Scenario(20260303, 4, 3, 8)).Trials;
        order.Chunk(12).Select(block => string.Join(',', block.Select(trial => trial.System.Name + trial.Duration)))
            .Distinct().Count().ShouldBe(8);
        order.Take(12).Select(trial => trial.System.Name).ShouldNotBe(
            order.Take(12).Select(trial => trial.System.Name).Order());
    }

    /// <summary>Goal: a plan is the same for ever. Method: one order, written down.</summary>
    [Fact]
    public void The_plan_of_a_known_seed_is_pinned() =>
        Order(Scenario(20260303, 2, 2, 2)).ShouldBe(s_pinnedOrder);

    [Fact]
    public void Each_order_of_three_cells_is_equally_likely()
    {
        var counts = Enumerable.Range(0, 6000)
            .Select(seed => string.Join(',', Order(Scenario((ulong)seed, 3, 1, 1))))
            .CountBy(order => order).ToList();
        counts.Count.ShouldBe(6);
        // Five standard deviations of a binomial with n = 6000 and p = 1/6.
        counts.ShouldAllBe(count => Math.Abs(count.Value - 1000) < 145);
    }

    [Fact]
    public void Again_counts_the_attempt_and_keeps_the_rest()
    {
        var trial = TrialPlanner.Plan(Scenario(1, 1, 1, 1)).Trials[0];
        trial.TrialId.ShouldBe("b000-system-0-1s-a1");
        var again = TrialPlanner.Again(trial);
        again.ShouldBe(trial with { TrialId = "b000-system-0-1s-a2", Attempt = 2 });
    }

    [Fact]
    public void Events_are_duration_times_rate() =>
        TrialPlanner.Plan(Scenario(1, 1, 3, 1)).Trials
            .ShouldAllBe(trial => trial.Events == 10 * trial.Duration.TotalSeconds);

    private static readonly string[] s_pinnedOrder =
    [
        "b000-system-1-2s-a1", "b000-system-1-1s-a1", "b000-system-0-1s-a1", "b000-system-0-2s-a1",
        "b001-system-0-1s-a1", "b001-system-1-1s-a1", "b001-system-0-2s-a1", "b001-system-1-2s-a1",
    ];

    private static IReadOnlyList<string> Order(Scenario scenario) =>
        [.. TrialPlanner.Plan(scenario).Trials.Select(trial => trial.TrialId)];

    private static Scenario Scenario(ulong seed, int systems, int durations, int repetitions)
    {
        var empty = new Dictionary<string, string>();
        return new Scenario
        {
            Name = "plan",
            Seed = seed,
            Workload = new WorkloadSpec("video", 10, empty),
            Function = "grayscale",
            Durations = [.. Enumerable.Range(1, durations).Select(number => TimeSpan.FromSeconds(number))],
            Repetitions = repetitions,
            Systems =
            [
                .. Enumerable.Range(0, systems).Select(number => new SystemSpec($"System {number}", "k", empty)),
            ],
        };
    }
}
