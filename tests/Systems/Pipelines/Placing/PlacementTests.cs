using Eval.Systems.Pipelines.Placing;
using Eval.Systems.Pipelines.Protocol;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Pipelines.Placing;

public sealed class PlacementTests
{
    private readonly List<(string Worker, int Partition, int Attempt)> _deployed = [];
    private readonly List<ControlLine> _told = [];

    [Fact]
    public void No_partition_is_placed_before_the_cluster_is_complete_and_then_each_at_another_worker()
    {
        var placement = Of(workers: 2);
        placement.Submit(JobOf("j", 2));
        placement.Joined("a");
        _deployed.ShouldBeEmpty();
        placement.Joined("b");
        _deployed.ShouldBe([("a", 0, 0), ("b", 1, 0)]);
        _told.ShouldHaveSingleItem().Kind.ShouldBe(ControlKind.Joined);
    }

    [Fact]
    public void What_a_lost_worker_ran_goes_on_at_the_one_that_is_left()
    {
        var placement = Running(2);
        placement.Lost("a");
        _deployed.ShouldBe([("b", 0, 1)]);
        _told.ShouldHaveSingleItem().Detail.ShouldBe("a");
    }

    [Fact]
    public void The_only_worker_is_replaced_by_the_next_that_joins()
    {
        var placement = Running(1);
        placement.Lost("a");
        _deployed.ShouldBeEmpty();
        placement.Joined("c");
        _deployed.ShouldBe([("c", 0, 1)]);
    }

    [Fact]
    public void A_worker_that_is_told_lost_twice_is_lost_once()
    {
        var placement = Running(2);
        placement.Lost("a");
        placement.Lost("a");
        _deployed.Count.ShouldBe(1);
        _told.Count.ShouldBe(1);
    }

    [Fact]
    public void Of_an_assignment_that_was_taken_away_nothing_counts()
    {
        var placement = Running(2);
        placement.Lost("a");
        _told.Clear();
        placement.Told(Line(ControlKind.Failed, partition: 0, attempt: 0));
        placement.Told(Line(ControlKind.Done, partition: 0, attempt: 0));
        placement.Told(Line(ControlKind.Done, partition: 1, attempt: 0));
        _told.ShouldBeEmpty();
        placement.Told(Line(ControlKind.Running, partition: 0, attempt: 1));
        placement.Told(Line(ControlKind.Done, partition: 0, attempt: 1));
        _told.Select(line => line.Kind).ShouldBe([ControlKind.Running, ControlKind.Completed]);
    }

    [Fact]
    public void A_partition_that_is_done_stays_done_when_its_worker_is_lost()
    {
        var placement = Running(2);
        placement.Told(Line(ControlKind.Done, partition: 0, attempt: 0) with { Late = 3 });
        placement.Lost("a");
        _deployed.ShouldBeEmpty();
        placement.Told(Line(ControlKind.Done, partition: 1, attempt: 0) with { Late = 4 });
        _told[^1].Kind.ShouldBe(ControlKind.Completed);
        _told[^1].Late.ShouldBe(7);
    }

    [Fact]
    public void A_graph_that_broke_ends_the_job_with_its_reason()
    {
        var placement = Running(2);
        placement.Told(Line(ControlKind.Failed, partition: 1, attempt: 0) with { Detail = "why" });
        (_told[^1].Kind, _told[^1].Detail).ShouldBe((ControlKind.Failed, "why"));
        placement.Lost("a");
        _deployed.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true, false, "the embedded broker's session is not handed to another")]
    [InlineData(false, true, "with it the counts of its keys")]
    public void A_job_whose_state_would_be_lost_with_the_worker_fails(bool isMqtt, bool counts, string reason)
    {
        var placement = Of(workers: 1);
        placement.Joined("a");
        placement.Submit(JobOf("j", 1) with
        {
            Source = isMqtt ? new MqttSource(1, "c") : new JetStreamSource(1, "s", "i"),
            Operators = counts ? [new KeyedCountOperator("k", "n")] : [],
        });
        placement.Lost("a");
        (_told[^1].Kind, _told[^1].Detail).ShouldBe((ControlKind.Failed, $"the worker at a was lost, and {reason}"));
    }

    [Fact]
    public void A_new_job_is_spread_over_the_workers_with_the_least_to_do()
    {
        var placement = Of(workers: 3);
        string[] workers = ["a", "b", "c"];
        foreach (var worker in workers)
        {
            placement.Joined(worker);
        }

        placement.Submit(JobOf("one", 2));
        placement.Submit(JobOf("two", 4));
        _deployed.GroupBy(to => to.Worker).ShouldAllBe(each => each.Count() == 2);
    }

    private Placement Of(int workers) => new(
        workers, (worker, to) => _deployed.Add((worker, to.Partition, to.Attempt)), _told.Add);

    /// <summary>A job on that many workers, a, b, …; what was told and deployed so far is forgotten.</summary>
    private Placement Running(int workers)
    {
        var placement = Of(workers);
        for (var i = 0; i < workers; i++)
        {
            placement.Joined($"{(char)('a' + i)}");
        }

        placement.Submit(JobOf("j", workers));
        _deployed.Clear();
        _told.Clear();
        return placement;
    }

    private static ControlLine Line(ControlKind kind, int partition, int attempt) =>
        new(kind, "j", Partition: partition, Attempt: attempt);

    private static Job JobOf(string id, int partitions) => new(
        id, partitions, new JetStreamSource(1, "s", "i"),
        new MapOperator("grayscale", new Dictionary<string, string>()), [], new SinkOperator("o"));
}
