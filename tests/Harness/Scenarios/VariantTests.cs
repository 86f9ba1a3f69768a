using Eval.Harness.Model;
using Eval.Harness.Scenarios;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Scenarios;

/// <summary>Matrix, profiles, adaptive repetitions, reference and thresholds: what they make of a scenario, and which
/// of their mistakes are told where.</summary>
public sealed class VariantTests
{
    [Fact]
    public void A_matrix_crosses_its_keys_and_names_what_it_makes()
    {
        var scenario = Read("matrix: { systems.a.queue: [1, 2], systems.a.idleTimeout: [1s, 2s] }");

        scenario.Systems.Select(system => system.Name).ShouldBe(
        [
            "a[idleTimeout=1s;queue=1]", "a[idleTimeout=2s;queue=1]", "a[idleTimeout=1s;queue=2]",
            "a[idleTimeout=2s;queue=2]", "b",
        ]);
        scenario.Systems[1].Option("queue").ShouldBe("1");
        scenario.Systems[1].Option("idleTimeout").ShouldBe("2");
        scenario.Systems[1].Parameters.ShouldBe("idleTimeout=2s;queue=1");
        scenario.Systems[4].Parameters.ShouldBe("");
        TrialPlanner.Plan(scenario).Trials.Count.ShouldBe(5 * 2 * 3);
    }

    [Fact]
    public void A_star_is_every_system_and_the_workload_is_crossed_too()
    {
        var text = Fixture.With("kind: loopback", "kind: batch") + "\nmatrix: { workload.rate: [10/s, 20/s] }";
        var scenario = Fixture.Read(text).Scenario.ShouldNotBeNull();

        scenario.Systems.Select(system => system.Name).ShouldBe(
            ["a[rate=10/s]", "a[rate=20/s]", "b[rate=10/s]", "b[rate=20/s]"]);
        TrialPlanner.Plan(scenario).Trials
            .Select(trial => (trial.System.Name[0], trial.Duration.TotalSeconds, trial.Events))
            .Distinct().Order().ShouldBe(
            [
                ('a', 1, 10), ('a', 1, 20), ('a', 2, 20), ('a', 2, 40),
                ('b', 1, 10), ('b', 1, 20), ('b', 2, 20), ('b', 2, 40),
            ]);
        var every = Fixture.With("kind: loopback", "kind: batch") + "\nmatrix: { 'systems.*.queue': [1, 2] }";
        Fixture.Read(every).Scenario.ShouldNotBeNull().Systems.Count.ShouldBe(4);
    }

    /// <summary>Goal: an unknown key of a profile hides no other mistake of it. Method: one of each.</summary>
    [Fact]
    public void A_profile_with_an_unknown_key_has_its_other_mistakes_told_too()
    {
        var text = $"{Fixture.Minimal}\nprofiles: {{ q: {{ pauze: 1s, pause: 1 }} }}";

        Fixture.Read(text).Errors.Select(error => error.ToString()).ShouldBe(
        [
            "f.yaml:11:18: unknown key of a profile 'pauze' (did you mean 'pause'?)",
            "f.yaml:11:36: 'pause' must be a duration with its unit, such as 250ms, 10s or 2m; not '1'",
        ]);
    }

    [Theory]
    [InlineData("matrix: { systems.c.queue: [1] }", "11:11", "'systems.c.queue' is of no system; known: * and a, b")]
    [InlineData("matrix: { pause: [1s] }", "11:11", "'pause' is no key of a matrix; it must be a mapping of keys such "
        + "as 'systems.*.isolation', 'systems.LABEL.KEY' or 'workload.rate', each with a list")]
    [InlineData("matrix: { systems.a.queue: 1 }", "11:28", "'systems.a.queue' must be a list of 1 to 16 words")]
    [InlineData("matrix: { systems.a.queue: [1, x] }", "11:32", "'queue' must be a whole number from 0 to 1000000; "
        + "not 'x'")]
    [InlineData("matrix: { systems.b.queue: [1, 2] }", "11:29", "unknown key of loopback 'queue'; known: name, "
        + "kind")]
    [InlineData("matrix: { workload.rate: [0.3/s] }", "6:13", "1s at 0.3/s is 0.3 events; it must be a whole number, "
        + "at least 1")]
    [InlineData("profiles: { q: { pauze: 1s } }", "11:18", "unknown key of a profile 'pauze' (did you mean 'pause'?)")]
    [InlineData("profiles: { q: { pause: 1 } }", "11:25", "'pause' must be a duration with its unit, such as 250ms, "
        + "10s or 2m; not '1'")]
    [InlineData("reference: c", "11:12", "unknown system 'c' (did you mean 'a'?)")]
    [InlineData("expect: [{ system: c, metric: cold_start_penalty, below: 1 }]", "11:20", "unknown system 'c' (did you "
        + "mean 'a'?)")]
    [InlineData("expect: [{ system: a, metric: cold_start_penalty }]", "11:10", "a threshold has one limit: either "
        + "'below' or 'above'")]
    [InlineData("expect: [{ system: a, metric: processing_overhead_s, below: 1 }]", "11:61", "processing_overhead_s is "
        + "a time: its limit needs a unit, such as 50ms")]
    [InlineData("expect: [{ system: a, metric: cold_start_penalty, above: 1s }]", "11:58", "cold_start_penalty is no "
        + "time: its limit is a plain number")]
    [InlineData("expect: [{ system: a, metric: cold_start_penalty, above: 1, duration: 3s }]", "11:71", "the scenario "
        + "has no duration of 3s")]
    public void A_mistake_is_told_once_and_where_it_is(string line, string place, string message) =>
        Fixture.Read(Fixture.Minimal + "\n" + line).Errors.Select(error => error.ToString()).Distinct()
            .ShouldContain($"f.yaml:{place}: {message}");

    [Fact]
    public void A_profile_replaces_keys_and_is_chosen_by_its_name()
    {
        var text = Fixture.Minimal + "\nprofiles: { quick: { repetitions: 1, durations: [1s] }, slow: { pause: 9s } }";

        Fixture.Read(text).Scenario.ShouldNotBeNull().Repetitions.ShouldBe(3);
        var quick = ScenarioReader.Read("f.yaml", text, Fixture.Vocabulary, "quick").Scenario.ShouldNotBeNull();
        (quick.Repetitions, quick.Durations.Count, quick.Profile).ShouldBe((1, 1, "quick"));
        quick.SourceText.ShouldBe(text);
        var slow = ScenarioReader.Read("f.yaml", text, Fixture.Vocabulary, "slow").Scenario.ShouldNotBeNull();
        slow.Pause.ShouldBe(TimeSpan.FromSeconds(9));
        ScenarioReader.Read("f.yaml", text, Fixture.Vocabulary, "quik").Errors.ShouldHaveSingleItem().Message
            .ShouldBe("unknown profile 'quik' (did you mean 'quick'?)");
    }

    [Fact]
    public void Repetitions_can_go_on_until_they_are_precise()
    {
        var scenario = Fixture.Read(Fixture.With("repetitions: 3", "repetitions: { min: 5, max: 50, until: 2.5% }"))
            .Scenario.ShouldNotBeNull();
        scenario.Repetitions.ShouldBe(5);
        scenario.Adaptive.ShouldBe(new AdaptiveRepetitions(50, 0.025));
        Fixture.OnlyError(Fixture.With("repetitions: 3", "repetitions: { min: 5, max: 5, until: 5% }"))
            .ShouldBe("f.yaml:7:14: 'max' must be more than 'min'; 5 is not more than 5");
    }

    [Fact]
    public void A_threshold_is_kept_in_the_metrics_unit_for_each_system_of_its_label()
    {
        var scenario = Read("""
            matrix: { systems.a.queue: [1, 2] }
            reference: a
            expect:
              - { system: a, metric: processing_overhead_s, duration: 2s, statistic: ci_high, below: 50ms }
              - { system: b, metric: event_latency_p99_ms, above: 1.5s }
            """);

        scenario.Reference.ShouldBe("a");
        scenario.Expectations.ShouldBe(
        [
            new("a[queue=1]", "processing_overhead_s", TimeSpan.FromSeconds(2), "ci_high", 0.05, null),
            new("b", "event_latency_p99_ms", null, "median", null, 1500),
            new("a[queue=2]", "processing_overhead_s", TimeSpan.FromSeconds(2), "ci_high", 0.05, null),
        ]);
    }

    [Fact]
    public void A_warm_systems_label_says_so_with_a_matrix_too()
    {
        var text = Fixture.With(
            "{ name: b, kind: loopback }", "{ name: b, kind: stream-function }")
            + "\nmatrix: { systems.b.start: [cold, warm] }\nreference: b";
        var scenario = Fixture.Read(text).Scenario.ShouldNotBeNull();
        scenario.Systems.Select(system => (system.Name, system.Parameters)).ShouldBe(
            [("a", ""), ("b[start=cold]", "start=cold"), ("b[start=warm]", "start=warm")]);
        scenario.Systems[2].Option("start").ShouldBe("warm");
    }

    private static Scenario Read(string lines)
    {
        var reading = Fixture.Read(Fixture.Minimal + "\n" + lines);
        reading.Errors.ShouldBeEmpty();
        return reading.Scenario.ShouldNotBeNull();
    }
}
