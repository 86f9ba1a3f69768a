using Eval.Harness.Analysis.BreakEvens;
using Eval.Harness.Model;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Analysis;

public sealed class BreakEvenAnalysisTests
{
    [Fact]
    public void A_system_wins_where_every_replication_says_so()
    {
        var point = Point(("a", [1.0, 2, 3], 5), ("b", [1.5, 2.5, 3.5], 1));

        point.LeastOverhead.ShouldBe(["a"]);
        point.LeastCost.ShouldBe(["b"]);
        point.Both.ShouldBe(["a", "b"]);
    }

    /// <summary>Common random numbers: the systems' own intervals overlap, those of their differences do not.</summary>
    [Fact]
    public void Differences_are_taken_replication_by_replication() =>
        Point(("a", [1.0, 9, 5], 1), ("b", [1.1, 9.1, 5.1], 1)).LeastOverhead.ShouldBe(["a"]);

    [Fact]
    public void Systems_that_replications_do_not_tell_apart_are_all_named() =>
        Point(("a", [1.0, 2, 3], 1), ("b", [2.0, 1, 3.3], 1), ("c", [9.0, 9, 9], 1)).LeastOverhead.ShouldBe(["a", "b"]);

    [Fact]
    public void An_unstable_system_wins_nothing()
    {
        var point = Point(("a", null, 0), ("b", [1.0, 1, 1], 2));

        point.LeastOverhead.ShouldBe(["b"]);
        point.LeastCost.ShouldBe(["b"]);
        point.Entries[0].OverheadSeconds.ShouldBeNull();
    }

    [Fact]
    public void What_is_best_on_both_is_alone() =>
        Point(("a", [1.0, 1, 1], 1), ("b", [2.0, 2, 2], 2)).Both.ShouldBe(["a"]);

    /// <summary>a costs D, b always 10: with a point at 1 s and one at 100 s, they meet at 10 s.</summary>
    [Fact]
    public void An_iso_line_lies_where_the_logarithms_meet()
    {
        var samples = new[] { 1.0, 100 }.SelectMany(duration => Enumerable.Range(0, 3).SelectMany(replication =>
            new[] { Sample("a", duration, replication, 1, duration), Sample("b", duration, replication, 2, 10) }));
        var iso = BreakEvenAnalysis.IsoLines(BreakEvenAnalysis.Points([.. samples])).ShouldHaveSingleItem();

        iso.Measure.ShouldBe("cost");
        iso.DurationSeconds.ShouldBe(10, 1e-9);
        (iso.Shorter, iso.Longer).ShouldBe(("a", "b"));
    }

    private static BreakEvenPoint Point(params (string System, double[]? Overheads, double Cost)[] systems) =>
        BreakEvenAnalysis.Points(
        [
            .. from system in systems
               from replication in Enumerable.Range(0, 3)
               select Sample(
                   system.System, 1, replication, system.Overheads?[replication],
                   system.Overheads is null ? null : system.Cost),
        ]).ShouldHaveSingleItem();

    private static BreakEvenSample Sample(
        string system, double duration, int replication, double? overhead, double? cost) => new()
        {
            Duration = TimeSpan.FromSeconds(duration),
            ArrivalRate = 1,
            EventCost = TimeSpan.FromMilliseconds(1),
            System = system,
            Replication = replication,
            OverheadSeconds = overhead,
            CostPerStream = cost,
            Utilisation = overhead is null ? 1.5 : 0.1,
        };
}
