using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.EndToEnd;

/// <summary>The scenario price-of-statelessness as it is shipped, by its quick profile: a stateful function gives the
/// offline answer wherever its state is, and what that takes is in the rows.</summary>
public sealed class PriceOfStatelessnessTests
{
    private const string Scenario = "price-of-statelessness.yaml";

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_system_gives_the_offline_answer_and_its_row_says_what_it_took()
    {
        RealPart.Require("redis-server", "redis-server");
        using var scratch = new ScratchFolder();
        var directory = scratch.At("run");
        using var cli = CliProcess.Start(
            scratch.Path, "run", Checkout.Scenario(Scenario), "--profile", "quick", "--out", directory);

        var result = await cli.EndAsync(_cancellation);

        var trials = MeasuredRun.Trials(directory, result);
        trials.Select(row => row["system"]).Distinct().Order(StringComparer.Ordinal).ShouldBe(
        [
            "batch", "faas redis", "faas redis 4", "faas replay", "faas replay 4", "faas sticky", "stream-function",
        ]);
        trials.Where(row => row["reordered"] == "0").ShouldAllBe(row => row["output_ok"] == "true");
        trials.Select(row => (row["system"], row["state"])).Distinct()
            .ShouldBeSubsetOf(
            [
                ("batch", ""), ("faas redis", "redis"), ("faas redis 4", "redis"), ("faas replay", "replay"),
                ("faas replay 4", "replay"), ("faas sticky", "sticky"), ("stream-function", ""),
            ]);
        var events = trials[0].Number("events");
        Row("stream-function").Number("requests").ShouldBe(events);
        Row("faas sticky").Number("requests").ShouldBe(events);
        Row("faas redis").Number("requests").ShouldBe(3 * events);
        Row("batch").Number("requests").ShouldBe(1);
        var bytes = Row("stream-function").Number("bytes_in");
        Row("faas sticky").Number("bytes_in").ShouldBe(bytes);
        Row("faas replay").Number("bytes_in").ShouldBe(bytes * (events + 1) / 2);
        Row("faas redis").Number("bytes_in").ShouldBeGreaterThan(bytes);
        Row("faas redis").Number("bytes_out").ShouldBeGreaterThan(Row("faas sticky").Number("bytes_out"));
        new FileInfo(Path.Combine(directory, "figures", "price-of-statelessness.svg")).Length.ShouldBeGreaterThan(0);

        IReadOnlyDictionary<string, string> Row(string system) => trials.First(row => row["system"] == system);
    }

    [Fact]
    public async Task A_missing_redis_server_is_exit_2_with_the_command_that_installs_it()
    {
        // Its folder may be on every search path, so that a machine which has it cannot be asked.
        if (File.Exists("/usr/sbin/redis-server"))
        {
            RealPart.Miss("redis-server is in /usr/sbin, where doctor always looks: it cannot be hidden from it");
        }

        using var scratch = new ScratchFolder();
        var environment = new Dictionary<string, string> { ["PATH"] = scratch.Path, ["HOME"] = scratch.Path };
        using var cli = CliProcess.StartWith(
            scratch.Path, environment, "dotnet",
            Checkout.Cli, "run", Checkout.Scenario(Scenario), "--out", scratch.At("results"));

        var result = await cli.EndAsync(_cancellation);

        result.ExitCode.ShouldBe(2, result.Said);
        result.Errors.ShouldContain(
            "redis-server is missing, which faas redis, faas redis 4 need: apt-get install redis-server");
        Directory.Exists(scratch.At("results")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("function: sta-lta", "function: auction-pass-through", "a stateless function has no state to keep")]
    [InlineData("state: sticky", "state: sticky, maxInstances: 2", "the state is in the memory of one instance")]
    [InlineData("process, state: redis", "docker, state: redis", "a box has no way to the server's socket")]
    public async Task What_makes_no_sense_together_is_a_mistake_of_the_scenario(
        string old, string replacement, string message)
    {
        using var scratch = new ScratchFolder();
        var text = await File.ReadAllTextAsync(Checkout.Scenario(Scenario), _cancellation);
        text.ShouldContain(old);
        await File.WriteAllTextAsync(
            scratch.At("bad.yaml"), text.Replace(old, replacement, StringComparison.Ordinal), _cancellation);
        using var cli = CliProcess.Start(scratch.Path, "validate", "bad.yaml");

        var result = await cli.EndAsync(_cancellation);

        result.ExitCode.ShouldBe(2, result.Said);
        result.Errors.ShouldContain(message);
    }
}
