using Shouldly;
using Xunit;

namespace Eval.Tests.EndToEnd;

/// <summary>Goal: a stream that several instances share gives the oracle's outputs, each instance has its share, and
/// the order holds that was asked for. Method: the shipped scenario's quick profile, and a keyed function with state.
/// </summary>
public sealed class ShardTests
{
    private const string Keyed = """
        schema: 1
        name: keyed
        seed: 1
        workload: { kind: river, rate: 200/s, gauges: 5 }
        function: river-stage
        durations: [1s]
        repetitions: 1
        pause: 100ms
        systems:
          - { name: shards, kind: stream-function, isolation: process, shards: { count: 2, by: key } }
        """;

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_in_turn_come_back_in_their_order_from_as_many_instances_as_there_are_shards()
    {
        using var scratch = new ScratchFolder();
        var directory = scratch.At("run");
        using var cli = CliProcess.Start(
            scratch.Path, "run", Checkout.Scenario("shard-scaling.yaml"), "--profile", "quick", "--out", directory);
        var result = await cli.EndAsync(_cancellation);

        var trials = MeasuredRun.Trials(directory, result);
        var events = Csv.Read(Path.Combine(directory, "events.csv")).ToLookup(row => row["trial_id"]);
        trials.Select(trial => trial["parameters"]).Distinct().Order().ShouldBe(
            ["shards.count=1", "shards.count=2", "shards.count=4"]);
        foreach (var trial in trials)
        {
            var shards = int.Parse(trial["parameters"].Split('=')[1]);
            trial["output_ok"].ShouldBe("true", result.Said);
            trial.Number("instances").ShouldBe(shards);
            var own = events[trial["trial_id"]].ToList();
            own.Select(row => row.Number("returned_ns")).ShouldBeInOrder();
            own.Index().GroupBy(row => row.Index % shards).ShouldAllBe(
                share => share.Select(row => row.Item["instance_id"]).Distinct().Count() == 1);
            own.Select(row => row["instance_id"]).Distinct().Count().ShouldBe(shards);
        }

        var figure = Csv.Read(Path.Combine(directory, "figures", "shard-scaling.csv"));
        figure.Select(row => row["shards"]).ShouldBe(["1", "2", "4"]);
        figure.ShouldAllBe(row => row["outputs_right"] == row["outputs_checked"]);
    }

    [Fact]
    public async Task Events_of_one_key_are_processed_by_one_instance_in_their_order()
    {
        using var scratch = new ScratchFolder();
        await File.WriteAllTextAsync(scratch.At("keyed.yaml"), Keyed, _cancellation);
        var directory = scratch.At("run");
        using var cli = CliProcess.Start(scratch.Path, "run", "keyed.yaml", "--out", directory);
        var result = await cli.EndAsync(_cancellation);

        var trial = MeasuredRun.Trials(directory, result)[^1];
        trial["output_ok"].ShouldBe("true", result.Said);
        trial.Number("instances").ShouldBe(2);
        var events = Csv.Read(Path.Combine(directory, "events.csv"))
            .Where(row => row["trial_id"] == trial["trial_id"]);
        foreach (var gauge in events.GroupBy(row => row.Number("sequence") % 5))
        {
            gauge.Select(row => row["instance_id"]).Distinct().ShouldHaveSingleItem();
            gauge.Select(row => row.Number("processed_ns")).ShouldBeInOrder();
        }
    }

    [Theory]
    [InlineData("by: key", "by: round-robin", "bad.yaml:10:88: shards.by: round-robin needs stateful: no")]
    [InlineData("river-stage", "auction-filter", "bad.yaml:10:88: shards.by: key needs keyed: yes")]
    [InlineData(", by: key", "", "needs shards.by: key or round-robin")]
    [InlineData("count: 2, ", "", "'shards.by' has no effect here; it goes with the key shards.count")]
    public async Task What_cannot_be_spread_so_is_a_mistake_of_the_scenario(string old, string other, string expected)
    {
        using var scratch = new ScratchFolder();
        await File.WriteAllTextAsync(
            scratch.At("bad.yaml"), Keyed.Replace(old, other, StringComparison.Ordinal), _cancellation);
        using var cli = CliProcess.Start(scratch.Path, "validate", "bad.yaml");

        var result = await cli.EndAsync(_cancellation);

        result.ExitCode.ShouldBe(2, result.Said);
        result.Errors.ShouldContain(expected);
    }
}
