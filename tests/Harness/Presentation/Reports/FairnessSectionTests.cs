using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;
using Eval.Harness.Presentation.Reports;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Presentation.Reports;

/// <summary>Goal: each asymmetry of a run is named with its values, from facts. Method: the sample run with options,
/// relaxations and counts changed one by one.</summary>
public sealed class FairnessSectionTests
{
    [Fact]
    public void An_asymmetry_is_told_with_the_systems_on_each_side() =>
        Rendered(SampleRun.Create()).ShouldContain("- build: aot (stream-function, faas, batch); r2r (pipeline)\n");

    [Fact]
    public void Limits_and_users_come_from_the_scenario()
    {
        var text = Rendered(WithOption("faas", ("limits.memory", "1048576"), ("hardening.user", "true")));

        text.ShouldContain("- memory limit: none (stream-function, batch, pipeline); 1048576 bytes (faas)\n");
        text.ShouldContain(
            "- user: as the platform itself (stream-function, batch, pipeline); unprivileged (faas)\n");
    }

    [Fact]
    public void A_limit_that_nothing_enforced_is_none()
    {
        var run = WithOption("faas", ("limits.memory", "1048576"), ("hardening.user", "true"));
        var relaxed = run.Measures.Select(measure => measure.Timeline.Trial.System.Name == "faas"
            ? measure with
            {
                Timeline = measure.Timeline with
                {
                    Observations = measure.Timeline.Observations with { Relaxed = ["limits", "user"] },
                },
            }
            : measure).ToList();

        var text = Rendered(SampleRun.From(run.Scenario, relaxed));

        text.ShouldContain("none (not enforced) (faas)");
        text.ShouldContain("- relaxed: - (stream-function, batch, pipeline); limits, user (faas)\n");
        text.ShouldNotContain("unprivileged");
    }

    /// <summary>Where a way is not counted there is no sum.</summary>
    [Fact]
    public void Bytes_moved_per_event_are_those_of_the_trials_both_ways()
    {
        var run = SampleRun.Create();
        var measures = run.Measures.Select(measure => measure with
        {
            Timeline = measure.Timeline with
            {
                Consumption = new Consumption
                {
                    BytesIn = 10 * measure.Timeline.Trial.Events,
                    BytesOut = measure.Timeline.Trial.System.Name == "batch" ? null : 5 * measure.Timeline.Trial.Events,
                },
            },
        }).ToList();

        Rendered(SampleRun.From(run.Scenario, measures)).ShouldContain(
            "- bytes moved per event: 15 (stream-function, faas, pipeline); - (batch)\n");
    }

    /// <summary>A trial that does not count says nothing of them either.</summary>
    [Fact]
    public void Bytes_moved_in_an_invalid_trial_are_not_shown()
    {
        var run = SampleRun.Create();
        var measures = run.Measures.Select((measure, i) => measure with
        {
            InvalidReasons = i % 3 == 0 ? [] : ["steal: 30 %"],
            Timeline = measure.Timeline with
            {
                Consumption = new Consumption
                {
                    BytesIn = (i % 3 == 0 ? 10 : 1000) * measure.Timeline.Trial.Events, BytesOut = 0,
                },
            },
        }).ToList();

        var text = Rendered(SampleRun.From(run.Scenario, measures));

        text.ShouldContain("| bytes moved per event | 10 | 10 | 10 | 10 |");
        text.ShouldNotContain("1000");
    }

    [Fact]
    public void What_was_reordered_is_shown_beside_the_promise()
    {
        var run = SampleRun.Create();
        var measures = run.Measures.Select(measure => measure.Timeline.Trial.System.Name == "faas"
            ? measure with
            {
                Reordered = 2,
                Timeline = measure.Timeline with
                {
                    Promises = measure.Timeline.Promises with { KeepsOrder = false },
                    Consumption = new Consumption { QueueSeconds = 0.012 },
                },
            }
            : measure).ToList();

        var text = Rendered(SampleRun.From(run.Scenario, measures));

        text.ShouldContain("| faas | 6 | 1 | no | 12 | yes | 0 | yes | 0 | 12.0 ms |\n");
        text.ShouldContain("| batch | 6 | 1 | yes | 0 | yes | 0 | yes | 0 | - |\n");
    }

    private static Run WithOption(string label, params (string Key, string Value)[] options)
    {
        var run = SampleRun.Create();
        var scenario = run.Scenario with
        {
            Systems =
            [
                .. run.Scenario.Systems.Select(spec => spec.Name != label ? spec : spec with
                {
                    Options = spec.Options.Concat(options.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)))
                        .ToDictionary(),
                }),
            ],
        };
        return SampleRun.From(scenario, run.Measures);
    }

    private static string Rendered(Run run)
    {
        var text = new Markdown();
        FairnessSection.Write(text, run);
        return text.ToString();
    }
}
