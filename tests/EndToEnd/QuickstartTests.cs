using System.Text.Json;
using Shouldly;
using Xunit;

namespace Eval.Tests.EndToEnd;

/// <summary>The main job: one command, four real systems, two figures.</summary>
public sealed class QuickstartTests
{
    private static readonly string[] Files =
    [
        "manifest.json", "manifest.sha256", "events.csv", "trials.csv", "phases.csv", "timeseries.csv",
        "estimates.csv", "comparisons.csv", "derived.json", "report.md",
        "figures/cold-start-penalty.svg", "figures/cold-start-penalty.pdf", "figures/cold-start-penalty.png",
        "figures/processing-overhead.svg", "figures/processing-overhead.pdf", "figures/processing-overhead.png",
    ];

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_quickstart_measures_four_real_systems()
    {
        using var scratch = new ScratchFolder();
        var directory = scratch.At("run");
        using var cli = CliProcess.Start(
            scratch.Path, "run", Checkout.Scenario("quickstart.yaml"), "--out", directory, "--json");

        var result = await cli.EndAsync(_cancellation);

        MeasuredRun.Trials(directory, result);
        foreach (var file in Files)
        {
            new FileInfo(Path.Combine(directory, file)).Length.ShouldBeGreaterThan(0, file);
        }

        var json = JsonDocument.Parse(result.Output).RootElement;
        json.GetProperty("exit_code").GetInt32().ShouldBe(result.ExitCode);
        json.GetProperty("trials").GetProperty("planned").GetInt32().ShouldBe(24);
        if (result.ExitCode == 0)
        {
            json.GetProperty("trials").GetProperty("valid").GetInt32().ShouldBeGreaterThanOrEqualTo(24);
            TheOrderOfOverheads(directory);
        }

        await AnalysedAgainItGivesTheSameBytesAsync(directory, result.ExitCode);
        EveryValidTrialIsExplained(directory);
    }

    private async Task AnalysedAgainItGivesTheSameBytesAsync(string directory, int code)
    {
        var before = await File.ReadAllTextAsync(Path.Combine(directory, "derived.json"), _cancellation);
        var derived = JsonDocument.Parse(before).RootElement.GetProperty("sha256").EnumerateObject()
            .Select(file => Path.Combine(directory, file.Name)).ToArray();
        derived.Length.ShouldBeGreaterThan(10);
        foreach (var file in derived.Append(Path.Combine(directory, "derived.json")))
        {
            File.Delete(file);
        }

        using var cli = CliProcess.Start(directory, "analyze", directory);

        var result = await cli.EndAsync(_cancellation);

        result.ExitCode.ShouldBe(code, result.Said);
        (await File.ReadAllTextAsync(Path.Combine(directory, "derived.json"), _cancellation)).ShouldBe(before);
        derived.ShouldAllBe(file => File.Exists(file));
    }

    /// <summary>Below the engine's start-up: pipeline above batch above the two that start fast; beyond it the pipeline
    /// has caught up (ORACLES, Section 1).</summary>
    private static void TheOrderOfOverheads(string directory)
    {
        var overheads = Csv.Read(Path.Combine(directory, "estimates.csv"))
            .Where(row => row["metric"] is "processing_overhead_s" or "cold_start_s")
            .ToLookup(row => row.Number("duration_s"));
        foreach (var duration in overheads)
        {
            var median = duration.Where(row => row["metric"] == "processing_overhead_s")
                .ToDictionary(row => row["system"], row => row.Number("median"));
            var startUp = duration.Single(row => row["metric"] == "cold_start_s" && row["system"] == "pipeline");
            if (startUp.Number("median") > duration.Key)
            {
                median["pipeline"].ShouldBeGreaterThan(median["batch"]);
            }

            median["batch"].ShouldBeGreaterThan(median["faas"]);
            median["batch"].ShouldBeGreaterThan(median["stream-function"]);
        }
    }

    private static void EveryValidTrialIsExplained(string directory)
    {
        foreach (var trial in Csv.Read(Path.Combine(directory, "trials.csv")).Where(row => row["valid"] == "true"))
        {
            trial["cold"].ShouldBe("true");
            trial["output_ok"].ShouldBe("true");
            trial.Number("t1_ns").ShouldBeGreaterThan(trial.Number("t0_ns"));
            trial.Number("t2_ns").ShouldBeGreaterThan(trial.Number("t1_ns"));
            var coldStart = trial.Number("t1_ns") - trial.Number("t0_ns");
            var penalty = coldStart / (trial.Number("t2_ns") - trial.Number("t0_ns"));
            trial.Number("cold_start_penalty").ShouldBe(penalty, 1e-9);
        }
    }
}
