using Eval.Harness.Model;
using Eval.Harness.Scenarios;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Scenarios;

public sealed class ScenarioRuleTests
{
    private const string Fleet = "\nfleet: { kind: poisson, rate: 5/s, streams: 1000 }";

    [Theory]
    [InlineData("29.97/s", "[100s]", true)]
    [InlineData("29.97/s", "[10s]", false)]
    [InlineData("0.1/s", "[10s]", true)]
    [InlineData("0.1/s", "[1s]", false)]
    [InlineData("3/s", "[100ms]", false)]
    [InlineData("0.333333333/s", "[3s]", true)]
    [InlineData("1000000/s", "[1us]", true)]
    public void Duration_times_rate_is_a_whole_number_of_at_least_one_event(string rate, string durations, bool valid)
    {
        var text = Fixture.With("10/s", rate).Replace("[1s, 2s]", durations, StringComparison.Ordinal);
        Fixture.Read(text).IsValid.ShouldBe(valid);
    }

    [Fact]
    public void A_stream_has_at_most_4194304_events()
    {
        var text = Fixture.With("10/s", "1024/s").Replace("repetitions: 3", "repetitions: 1", StringComparison.Ordinal);
        Fixture.Read(text.Replace("[1s, 2s]", "[4096s]", StringComparison.Ordinal)).IsValid.ShouldBeTrue();
        Fixture.OnlyError(text.Replace("[1s, 2s]", "[4097s]", StringComparison.Ordinal))
            .ShouldBe("f.yaml:6:13: 4195328 events in one stream; at most 4194304 are possible");
    }

    [Fact]
    public void A_run_has_at_most_a_hundred_million_events()
    {
        var text = Fixture.With("10/s", "1000000/s").Replace("[1s, 2s]", "[1s]", StringComparison.Ordinal);
        Fixture.Read(text.Replace("tions: 3", "tions: 50", StringComparison.Ordinal)).IsValid.ShouldBeTrue();
        Fixture.OnlyError(text.Replace("tions: 3", "tions: 51", StringComparison.Ordinal))
            .ShouldBe("f.yaml:7:14: 102000000 events in all; at most 100000000 are possible in one run");
    }

    [Fact]
    public void A_run_has_at_most_a_hundred_thousand_trials()
    {
        var durations = string.Join(", ", Enumerable.Range(1, 32).Select(number => $"{number}00ms"));
        var systems = "\n  - { name: c, kind: batch }\n  - { name: d, kind: batch }";
        var text = Fixture.With("1s, 2s", durations);
        Fixture.OnlyError(text.Replace("tions: 3", "tions: 1000", StringComparison.Ordinal) + systems)
            .ShouldBe("f.yaml:7:14: 128000 trials in all; at most 100000 are possible in one run");
    }

    /// <summary>Goal: no threshold is silently about nothing. Method: what only a killed instance shows where nothing
    /// is killed, and what takes single streams where a fleet keeps none.</summary>
    [Theory]
    [InlineData("lost_events", "", "f.yaml:11:31: lost_events is of faults: it needs 'faults'")]
    [InlineData("lost_events", "\nfaults: [{ system: a, kill: instance, at: 50% }]", null)]
    [InlineData("cold_start_penalty", Fleet, null)]
    [InlineData("cold_share", Fleet, null)]
    [InlineData("cold_share", "", "f.yaml:11:31: cold_share is of sessions: it needs 'arrivals'")]
    [InlineData("event_latency_p99_ms", Fleet, "f.yaml:11:31: event_latency_p99_ms is of single streams: the sessions "
        + "of a 'fleet' do not have it")]
    [InlineData("event_latency_p99_ms", "", null)]
    public void A_threshold_is_on_what_the_run_has(string metric, string lines, string? error)
    {
        var vocabulary = Fixture.Vocabulary with
        {
            Metrics =
            [
                new("cold_start_penalty", "1") { IsOfFleet = true }, new("event_latency_p99_ms", "ms"),
                new("cold_share", "1") { IsOfSession = true, IsOfFleet = true },
                new("lost_events", "1") { IsOfFaults = true },
            ],
        };
        var limit = metric.EndsWith("ms", StringComparison.Ordinal) ? "1ms" : "1";
        var threshold = $"\nexpect: [{{ system: a, metric: {metric}, below: {limit} }}]";

        ScenarioReader.Read("f.yaml", Fixture.Minimal + threshold + lines, vocabulary)
            .Errors.Select(found => found.ToString()).ShouldBe(error is null ? [] : [error]);
    }

    [Fact]
    public void A_duration_is_listed_once_however_it_is_written() =>
        Fixture.OnlyError(Fixture.With("[1s, 2s]", "[1s, 1000ms]"))
            .ShouldBe("f.yaml:6:17: the duration 1s is in the list already");

    [Fact]
    public void A_stateful_function_needs_a_system_that_keeps_state()
    {
        var text = Fixture.With("function: grayscale", "function: motion");
        Fixture.OnlyError(text).ShouldBe(
            "f.yaml:9:22: the function motion depends on earlier events, and faas keeps no state between events: "
            + "take another system or a stateless function");

        var elsewhere = text.Replace("kind: faas", "kind: batch", StringComparison.Ordinal);
        Fixture.Read(elsewhere).Scenario.ShouldNotBeNull().Stages.ShouldHaveSingleItem().IsStateful.ShouldBeTrue();
    }

    [Theory]
    [InlineData("grayscale", "")]
    [InlineData("motion", "stateful: yes needs source: other: for a test")]
    public void A_system_may_ask_more_of_its_keys_where_the_function_is_stateful(string function, string expected)
    {
        var rule = new KeyRule([KeyCondition.Parse("stateful=yes")], KeyCondition.Parse("source=other"), "for a test");
        var systems = Fixture.Vocabulary.Systems.Select(
            kind => kind.Kind == "pipeline" ? kind with { Rules = [rule] } : kind);
        var text = Fixture.With("function: grayscale", $"function: {function}")
            .Replace("kind: faas", "kind: pipeline", StringComparison.Ordinal);

        var reading = ScenarioReader.Read("f.yaml", text, Fixture.Vocabulary with { Systems = [.. systems] });

        string.Join('|', reading.Errors).ShouldEndWith(expected);
        reading.IsValid.ShouldBe(expected.Length == 0);
    }

    [Fact]
    public void The_longest_stream_of_a_workload_must_fit()
    {
        var asked = new List<int>();
        var video = Fixture.Vocabulary.Workloads[0] with
        {
            Problem = (_, events) =>
            {
                asked.Add(events);
                return events > 15 ? "too much" : null;
            },
        };

        var reading = ScenarioReader.Read(
            "f.yaml", Fixture.Minimal, Fixture.Vocabulary with { Workloads = [video] });

        asked.ShouldBe([20]);
        reading.Errors.ShouldHaveSingleItem().ToString().ShouldBe("f.yaml:4:19: the workload video: too much");
    }

    [Fact]
    public void System_names_are_unique() =>
        Fixture.OnlyError(Fixture.With("name: b", "name: a")).ShouldBe("f.yaml:10:13: the name 'a' is taken already");

    [Theory]
    [InlineData("A!")]
    [InlineData("日本")]
    public void A_label_is_free_text_and_trials_still_have_names_of_their_own(string name)
    {
        var reading = Fixture.Read(Fixture.With("name: b", $"name: {name}"));
        reading.IsValid.ShouldBeTrue();
        var ids = TrialPlanner.Plan(reading.Scenario!).Trials.Select(trial => trial.TrialId).ToList();
        ids.ShouldBeUnique();
        ids.ShouldAllBe(id => id.All(character => char.IsAsciiLetterLower(character)
            || char.IsAsciiDigit(character) || character == '-' || character == '.'));
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_label_has_at_most_64_characters(int length, bool valid) =>
        Fixture.Read(Fixture.With("name: b", $"name: {new string('b', length)}")).IsValid.ShouldBe(valid);

    [Theory]
    [InlineData("name: ''")]
    [InlineData("name: 7")]
    [InlineData("name: \"b\\tc\"")]
    [InlineData("name: \"b\\u202Ec\"")]
    public void A_label_is_printable_text(string name) =>
        Fixture.OnlyError(Fixture.With("name: b", name)).ShouldStartWith("f.yaml:10:13: 'name' must be ");

    [Fact]
    public void Lists_are_bounded()
    {
        Fixture.OnlyError(Fixture.With("[1s, 2s]", "[]"))
            .ShouldBe("f.yaml:6:12: 'durations' must be a list of 1 to 32 items; it has 0");
        var many = string.Concat(Enumerable.Range(0, 15).Select(number => $"\n  - {{ name: s{number}, kind: batch }}"));
        Fixture.OnlyError(Fixture.Minimal + many)
            .ShouldBe("f.yaml:9:3: 'systems' must be a list of 1 to 16 items; it has 17");
    }

    /// <summary>Goal: a function that cannot read the workload is a mistake of the scenario. Method: a vocabulary by
    /// which nothing can be read, and functions of which the second is a program, which nobody here knows.</summary>
    [Theory]
    [InlineData("grayscale", "grayscale")]
    [InlineData("[grayscale, motion]", "grayscale, then motion")]
    public void A_function_must_read_what_the_workload_streams(string function, string named)
    {
        var text = Fixture.Minimal.Replace("function: grayscale", $"function: {function}", StringComparison.Ordinal)
            .Replace("kind: faas", "kind: stream-function", StringComparison.Ordinal)
            .Replace("  - { name: b, kind: loopback }", "", StringComparison.Ordinal);
        var asked = new List<string>();
        var vocabulary = Fixture.Vocabulary with
        {
            CanRead = (functions, workload) =>
            {
                asked.Add($"{workload.Kind}: {string.Join(", then ", functions)}");
                return false;
            },
        };

        var error = ScenarioReader.Read("f.yaml", text, vocabulary).Errors.ShouldHaveSingleItem().ToString();

        error.ShouldBe($"f.yaml:5:11: {named} cannot read the events of the workload video; "
            + "`list functions` tells what each function reads");
        asked.ShouldBe([$"video: {named}"]);
    }
}
