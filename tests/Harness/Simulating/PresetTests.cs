using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Eval.Harness.Scenarios;
using Eval.Harness.Simulating;
using Eval.Harness.Simulating.Fleets;
using Eval.Harness.Simulating.Models;
using Eval.Systems.Simulation.Costs;
using Eval.Tests.Harness.Presentation;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Simulating;

/// <summary>Goal: the models that nobody here measured say where they come from, and give what is published. Method:
/// the shipped files, through the executor in virtual time.</summary>
public sealed class PresetTests
{
    private static readonly string Folder = RepositoryFolder.At("Scenarios", "models");

    public static TheoryData<string> Presets =>
        [.. Directory.GetFiles(Folder).Select(file => Path.GetFileNameWithoutExtension(file)).Where(IsPreset)];

    [Theory]
    [MemberData(nameof(Presets))]
    public async Task A_preset_names_its_source_and_gives_trials_that_pass_the_gates(string name)
    {
        var preset = Read(name);

        preset.Name.ShouldBe(name);
        foreach (var text in new[] { preset.Description, preset.Source, preset.Licence, preset.SourceDate })
        {
            text.ShouldNotBeNullOrWhiteSpace();
        }

        preset.SourceRun.ShouldBeEmpty("nobody here has run it");
        preset.Systems.ShouldAllBe(system => system.Trials == 0);
        var measures = await RunAsync(preset, 10);
        measures.Count.ShouldBe(20 * preset.Systems.Count);
        measures.ShouldAllBe(measure => measure.Counts, measures.SelectMany(m => m.InvalidReasons).FirstOrDefault());
        var facts = Executor(preset, 10).Deployed[0].Facts;
        (facts["model"], facts["source"], facts["licence"]).ShouldBe((name, preset.Source, preset.Licence));
    }

    /// <summary>ORACLES, Section 1: what the printed penalties allow.</summary>
    [Theory]
    [InlineData("stream-function", 10, 0.0363, 0.00001)]
    [InlineData("stream-function", 60, 0.0061, 0.0002)]
    [InlineData("faas", 10, 0.0391, 0.00001)]
    [InlineData("faas", 60, 0.0062, 0.0005)]
    [InlineData("batch", 10, 0.9759, 0.00001)]
    [InlineData("batch", 60, 0.9764, 0.002)]
    [InlineData("pipeline", 10, 0.9981, 0.00001)]
    public async Task The_papers_preset_gives_the_printed_penalties(
        string kind, double seconds, double printed, double tolerance) =>
        (await RunAsync(Read("paper-printed"), seconds))
            .Where(measure => measure.Timeline.Trial.System.Kind == kind)
            .ShouldAllBe(measure => Math.Abs(measure.ColdStartPenalty!.Value - printed) <= tolerance);

    /// <summary>The closed form has no start that gives both printed values of the pipeline; these hold all the same.
    /// </summary>
    [Fact]
    public async Task Of_the_papers_pipeline_the_order_holds_where_its_start_is_longer_than_the_stream()
    {
        var shorter = await RunAsync(Read("paper-printed"), 10);
        var longer = await RunAsync(Read("paper-printed"), 60);

        Penalty(longer, "pipeline").ShouldBeInRange(0.9, Penalty(shorter, "pipeline"));
        foreach (var run in new[] { shorter, longer })
        {
            (1 - (Overhead(run, "stream-function") / Overhead(run, "pipeline"))).ShouldBeGreaterThanOrEqualTo(0.98);
        }

        (Penalty(shorter, "stream-function") / Penalty(longer, "stream-function")).ShouldBeInRange(5.5, 6.5);
    }

    [Fact]
    public void The_published_fit_of_cold_starts_has_its_mean_and_deviation()
    {
        var law = Read("huawei-2025").Systems[0].Start.ShouldHaveSingleItem().Law.ToDistribution();

        law.Mean.ShouldBe(3.24, 1e-9);
        Math.Sqrt(law.Variance).ShouldBe(7.10, 1e-9);
    }

    [Theory]
    [InlineData("huawei-2025", 60)]
    [InlineData("knative-defaults", 90)]
    [InlineData("cloud-run-defaults", 900)]
    [InlineData("lambda-published", 5)]
    public void A_platform_keeps_its_instances_as_long_as_it_says_or_else_as_the_scenario_does(
        string name, double seconds)
    {
        var system = new SystemSpec("f", "faas", new Dictionary<string, string> { ["idleTimeout"] = "5" });

        FleetSystem.Of(system, Read(name), null, new Dictionary<string, PriceBook>()).KeepAlive.TotalSeconds
            .ShouldBe(seconds);
    }

    private static bool IsPreset(string name) => name != "default";

    private static ModelFile Read(string name) =>
        ModelJson.Read(name, File.ReadAllText(Path.Combine(Folder, name + ".json")));

    private static Scenario ScenarioOf(ModelFile preset, double seconds) => SampleScenarios.Of(
        [.. SampleScenarios.Four.Where(system => preset.Systems.Any(entry => entry.Kind == system.Kind))], seconds) with
    {
        Deadline = TimeSpan.FromHours(1),
    };

    private static SimulatedExecutor Executor(ModelFile preset, double seconds) =>
        new(ScenarioOf(preset, seconds), preset);

    private static async Task<List<Measure>> RunAsync(ModelFile preset, double seconds)
    {
        await using var executor = Executor(preset, seconds);
        var measures = new List<Measure>();
        foreach (var trial in TrialPlanner.Plan(ScenarioOf(preset, seconds)).Trials)
        {
            measures.Add(TrialAnalysis.Measure(
                await executor.RunAsync(trial, TestContext.Current.CancellationToken)));
        }

        return measures;
    }

    private static double Penalty(List<Measure> run, string kind) => Of(run, kind).ColdStartPenalty!.Value;

    private static double Overhead(List<Measure> run, string kind) => Of(run, kind).ProcessingOverheadSeconds!.Value;

    private static Measure Of(List<Measure> run, string kind) =>
        run.First(measure => measure.Timeline.Trial.System.Kind == kind);
}
