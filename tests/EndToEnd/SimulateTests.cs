using System.Text.Json;
using Shouldly;
using Xunit;

namespace Eval.Tests.EndToEnd;

/// <summary>The same scenario files in virtual time, from the program that a user starts.</summary>
public sealed class SimulateTests
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("smoke.yaml", 4)]
    [InlineData("quickstart.yaml", 24)]
    [InlineData("paper-video.yaml", 96)]
    public async Task A_scenario_of_modelled_kinds_gives_a_run_folder_that_says_simulated(string scenario, int trials)
    {
        using var scratch = new ScratchFolder();
        var result = await RunAsync(scratch, "simulate", Checkout.Scenario(scenario), "--out", scratch.At("run"));

        result.ExitCode.ShouldBe(0, result.Said);
        var rows = Csv.Read(scratch.At("run/trials.csv"));
        rows.Count.ShouldBe(trials);
        rows.ShouldAllBe(row => row["executor"] == "simulated" && row["valid"] == "true");
        rows.Where(row => row["system"] != "loopback")
            .ShouldAllBe(row => row["instance_id"].StartsWith("model:default/"));
        (await File.ReadAllTextAsync(scratch.At("run/figures/cold-start-penalty.svg"), _cancellation))
            .ShouldContain("simulated");
        (await File.ReadAllTextAsync(scratch.At("run/report.md"), _cancellation))
            .ShouldContain("These are no measurements");
    }

    /// <summary>Goal: no one waits for virtual time, so none is told. Method: streams of minutes, planned and then
    /// simulated; `done` stands at the last trial alone.</summary>
    [Fact]
    public async Task A_simulation_tells_no_time_that_nobody_waits_for()
    {
        using var scratch = new ScratchFolder();
        var file = Checkout.Scenario("paper-video.yaml");

        var plan = await RunAsync(scratch, "simulate", file, "--dry-run");
        plan.Output.Trim().ShouldEndWith("96 trials in virtual time");

        var result = await RunAsync(scratch, "simulate", file, "--out", scratch.At("run"));
        result.Errors.ShouldNotContain(" left");
        result.Errors.Split('\n').Where(line => line.EndsWith("; done", StringComparison.Ordinal))
            .ShouldHaveSingleItem().ShouldStartWith("[96/96] ");
    }

    [Fact]
    public async Task The_same_scenario_gives_the_same_rows_and_analyze_the_same_files()
    {
        using var scratch = new ScratchFolder();
        foreach (var folder in new[] { "one", "two" })
        {
            var result = await RunAsync(
                scratch, "simulate", Checkout.Scenario("quickstart.yaml"), "--out", scratch.At(folder));
            result.ExitCode.ShouldBe(0, result.Said);
        }

        (await File.ReadAllTextAsync(scratch.At("one/journal.jsonl"), _cancellation))
            .ShouldBe(await File.ReadAllTextAsync(scratch.At("two/journal.jsonl"), _cancellation));
        var derived = await File.ReadAllTextAsync(scratch.At("one/derived.json"), _cancellation);
        (await RunAsync(scratch, "analyze", scratch.At("one"))).ExitCode.ShouldBe(0);
        (await File.ReadAllTextAsync(scratch.At("one/derived.json"), _cancellation)).ShouldBe(derived);
    }

    [Fact]
    public async Task Calibrating_the_reference_run_gives_the_default_model()
    {
        using var scratch = new ScratchFolder();
        var run = Directory.GetDirectories(Path.Combine(Checkout.Root, "Results", "calibration"))
            .Order(StringComparer.Ordinal).First();
        var result = await RunAsync(
            scratch, "calibrate", run, "--name", "default", "--out", scratch.At("model.json"));

        result.ExitCode.ShouldBe(0, result.Said);
        result.Output.ShouldContain("lognormal");
        (await File.ReadAllTextAsync(scratch.At("model.json"), _cancellation)).ShouldBe(
            await File.ReadAllTextAsync(
                Path.Combine(Checkout.Root, "Scenarios", "models", "default.json"), _cancellation));
    }

    /// <summary>Fleets apart, which have their own test.</summary>
    [Fact]
    public async Task Every_scenario_is_taken_and_says_where_another_model_stands_in()
    {
        using var scratch = new ScratchFolder();
        string[] files =
        [
            .. Directory.GetFiles(Path.Combine(Checkout.Root, "Scenarios"), "*.yaml")
                .Where(file => !File.ReadLines(file).Any(line => line.StartsWith("fleet:", StringComparison.Ordinal))),
        ];

        var result = await RunAsync(
            scratch, ["simulate", .. files, "--repetitions", "1", "--out", scratch.At("runs")]);

        // Thresholds are of measured runs.
        result.ExitCode.ShouldBeOneOf([0, 3], result.Said);
        Directory.GetDirectories(scratch.At("runs")).Length.ShouldBe(files.Length);
        (await File.ReadAllTextAsync(scratch.At("runs/isolation-ladder/report.md"), _cancellation))
            .ShouldContain("docker has not been measured for this model: stream-function, ");
        result.Errors.ShouldContain("workerd: nobody has measured it for this model, and faas");
    }

    [Fact]
    public async Task A_broken_model_is_exit_2_with_its_place()
    {
        using var scratch = new ScratchFolder();
        await File.WriteAllTextAsync(scratch.At("broken.json"), "{\n \"schema\": 1,\n \"nam\": 2 }", _cancellation);
        var result = await RunAsync(
            scratch, "simulate", Checkout.Scenario("smoke.yaml"), "--model", scratch.At("broken.json"));

        result.ExitCode.ShouldBe(2, result.Said);
        result.Errors.ShouldContain("broken.json:3: ");
    }

    [Fact]
    public async Task A_fleet_gives_aggregates_estimates_and_its_figure_and_is_refused_by_run_and_compare()
    {
        using var scratch = new ScratchFolder();
        var scenario = Checkout.Scenario("million-streams.yaml");
        var result = await RunAsync(
            scratch, "simulate", scenario, "--profile", "quick", "--out", scratch.At("run"));

        result.ExitCode.ShouldBe(0, result.Said);
        var rows = Csv.Read(scratch.At("run/aggregates.csv"));
        rows.Count(row => row["metric"] == "processing_overhead_s").ShouldBe(4 * 2);
        rows.ShouldAllBe(row => row["streams"] == "10000");
        Csv.Read(scratch.At("run/estimates.csv")).Select(row => row["metric"]).ShouldContain("cost_per_stream");
        File.Exists(scratch.At("run/figures/stream-quantiles.svg")).ShouldBeTrue();
        (await File.ReadAllTextAsync(scratch.At("run/report.md"), _cancellation)).ShouldContain("ten million streams");
        (await RunAsync(scratch, "verify", scratch.At("run"))).ExitCode.ShouldBe(0);

        (await RunAsync(scratch, "run", scenario, "--out", scratch.At("live"))).ExitCode.ShouldBe(2);
        var compared = await RunAsync(scratch, "compare", scratch.At("run"), scratch.At("run"));
        compared.ExitCode.ShouldBe(2, compared.Said);
        compared.Errors.ShouldContain("keep no single stream");
        using var json = JsonDocument.Parse((await RunAsync(scratch, "analyze", scratch.At("run"), "--json")).Output);
        var trials = json.RootElement.GetProperty("trials");
        trials.GetProperty("valid").GetInt32().ShouldBe(trials.GetProperty("planned").GetInt32());
        trials.GetProperty("valid").GetInt32().ShouldBe(4 * 2);
        await CheckRedoneAsync(scratch, "analyze");
        await CheckRedoneAsync(scratch, "plot");
    }

    /// <summary>All that is derived has the same bytes again.</summary>
    private async Task CheckRedoneAsync(ScratchFolder scratch, string verb)
    {
        var derived = await File.ReadAllTextAsync(scratch.At("run/derived.json"), _cancellation);
        File.Delete(scratch.At("run/figures/stream-quantiles.svg"));

        var again = await RunAsync(scratch, verb, scratch.At("run"));

        again.ExitCode.ShouldBe(0, again.Said);
        (await File.ReadAllTextAsync(scratch.At("run/derived.json"), _cancellation)).ShouldBe(derived);
        (await RunAsync(scratch, "verify", scratch.At("run"))).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_break_even_map_has_its_winners_its_lines_and_its_own_error()
    {
        using var scratch = new ScratchFolder();
        var scenario = Checkout.Scenario("break-even.yaml");
        foreach (var folder in new[] { "one", "two" })
        {
            var result = await RunAsync(
                scratch, "break-even", scenario, "--profile", "quick", "--out", scratch.At(folder));
            result.ExitCode.ShouldBe(0, result.Said);
        }

        Csv.Read(scratch.At("one/break-even.csv")).Count.ShouldBe(3 * 2 * 2 * 5);
        foreach (var file in new[] { "break-even.csv", "iso-lines.csv", "figures/break-even.svg" })
        {
            var (one, two) = (scratch.At("one/" + file), scratch.At("two/" + file));
            if (file.EndsWith("csv", StringComparison.Ordinal))
            {
                (await File.ReadAllTextAsync(one, _cancellation)).ShouldBe(
                    await File.ReadAllTextAsync(two, _cancellation));
            }

            File.Exists(one).ShouldBeTrue();
        }

        (await File.ReadAllTextAsync(scratch.At("one/report.md"), _cancellation)).ShouldContain("closed form");
        (await RunAsync(scratch, "verify", scratch.At("one"))).ExitCode.ShouldBe(0);
        var again = await RunAsync(scratch, "analyze", scratch.At("one"));
        again.ExitCode.ShouldBe(2, again.Said);
        again.Errors.ShouldContain("use `break-even` again");
        var plain = await RunAsync(scratch, "break-even", Checkout.Scenario("smoke.yaml"));
        plain.ExitCode.ShouldBe(2, plain.Said);
        plain.Errors.ShouldContain("no break-even map");
    }

    [Fact]
    public async Task A_check_predicts_the_trials_that_its_model_has_not_seen()
    {
        using var scratch = new ScratchFolder();
        var run = Directory.GetDirectories(Path.Combine(Checkout.Root, "Results", "calibration"))
            .Order(StringComparer.Ordinal).First();
        var result = await RunAsync(scratch, "calibrate", run, "--check", scratch.At("check"));

        result.ExitCode.ShouldBeOneOf(0, 3);
        result.Output.ShouldContain(" medians hold.");
        Csv.Read(scratch.At("check/simulated-vs-measured.csv")).Count.ShouldBe(4 * 3 * 2);
        File.Exists(scratch.At("check/simulated-vs-measured.png")).ShouldBeTrue();
    }

    private async Task<CliResult> RunAsync(ScratchFolder scratch, params string[] arguments)
    {
        using var cli = CliProcess.Start(scratch.Path, arguments);
        return await cli.EndAsync(_cancellation);
    }
}
