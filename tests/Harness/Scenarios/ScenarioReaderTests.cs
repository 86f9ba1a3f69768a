using System.Globalization;
using Eval.Harness.Model;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Scenarios;

public sealed class ScenarioReaderTests
{
    [Fact]
    public void A_right_file_becomes_its_scenario_with_defaults_filled_in()
    {
        var reading = Fixture.Read(Fixture.Minimal);

        reading.Errors.ShouldBeEmpty();
        var scenario = reading.Scenario.ShouldNotBeNull();
        scenario.Name.ShouldBe("small");
        scenario.Seed.ShouldBe(7UL);
        scenario.Function.ShouldBe("grayscale");
        scenario.Durations.ShouldBe([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)]);
        scenario.Repetitions.ShouldBe(3);
        scenario.Build.ShouldBe("auto");
        scenario.Pause.ShouldBe(TimeSpan.FromMilliseconds(500));
        scenario.Deadline.ShouldBe(TimeSpan.FromSeconds(60));
        scenario.SourceText.ShouldBe(Fixture.Minimal);
        scenario.Workload.RatePerSecond.ShouldBe(10);
        scenario.Workload.Options.ShouldBe(
            new Dictionary<string, string> { ["width"] = "160", ["height"] = "120", ["distinct"] = "20" },
            ignoreOrder: true);
        scenario.Systems.Select(system => system.Name).ShouldBe(["a", "b"]);
        scenario.Systems[0].Option("idleTimeout").ShouldBe("60");
        scenario.Systems[1].Options.ShouldBeEmpty();
    }

    [Fact]
    public void Quantities_are_kept_in_seconds_and_bytes()
    {
        var text = Fixture.With(
            "{ name: b, kind: loopback }",
            "{ name: b, kind: known-answer, coldStart: 250ms, perEvent: 1.5us }\n" +
            "  - { name: c, kind: stream-function, bufferBytes: 64KiB }") + "\npause: 0s\ndeadline: 1.5m\nbuild: r2r";

        var scenario = Fixture.Read(text).Scenario.ShouldNotBeNull();

        scenario.Systems[1].Option("coldStart").ShouldBe("0.25");
        scenario.Systems[1].Option("perEvent").ShouldBe("0.0000015");
        scenario.Systems[2].Option("bufferBytes").ShouldBe("65536");
        scenario.Pause.ShouldBe(TimeSpan.Zero);
        scenario.Deadline.ShouldBe(TimeSpan.FromSeconds(90));
        scenario.Build.ShouldBe("r2r");
    }

    [Fact]
    public void The_seed_covers_all_64_bits()
    {
        Fixture.Read(Fixture.With("seed: 7", "seed: 18446744073709551615")).Scenario!.Seed.ShouldBe(ulong.MaxValue);
        Fixture.OnlyError(Fixture.With("seed: 7", "seed: 18446744073709551616")).ShouldBe(
            "f.yaml:3:7: 'seed' must be a whole number from 0 to 18446744073709551615; not '18446744073709551616'");
    }

    [Fact]
    public void Ten_mistakes_give_ten_errors_at_their_places_in_order()
    {
        const string Text = """
            schema: 2
            name: Ten Mistakes
            sed: 7
            workload: { kind: video, rate: 10/s, width: 010 }
            function: greyscale
            durations: [1s, 1.05s]
            repetitions: 0
            systems:
              - { name: a, kind: fass }
              - { name: b, kind: faas, isolation: docker }
            """;

        var reading = Fixture.Read(Text);

        reading.Scenario.ShouldBeNull();
        reading.Errors.Select(error => error.ToString()).ShouldBe(
        [
            "f.yaml:1:1: the scenario lacks the key 'seed'",
            "f.yaml:1:9: 'schema' must be 1; not '2'",
            "f.yaml:2:7: 'name' must be 1 to 63 of the characters a-z, 0-9, '.', '_' and '-', " +
                "a letter or digit first; not 'Ten Mistakes'",
            "f.yaml:3:1: unknown key 'sed' (did you mean 'seed'?)",
            "f.yaml:4:45: 'width' must be a whole number from 1 to 4096; " +
                "not '010', which some YAML readers take for octal",
            "f.yaml:5:11: unknown function 'greyscale' (did you mean 'grayscale'?)",
            "f.yaml:6:17: 1050ms at 10/s is 10.5 events; it must be a whole number, at least 1",
            "f.yaml:7:14: 'repetitions' must be a whole number from 1 to 1000; not '0'",
            "f.yaml:9:22: unknown system kind 'fass' (did you mean 'faas'?)",
            "f.yaml:10:39: unknown isolation 'docker'; known: process",
        ]);
    }

    [Theory]
    [InlineData("rate: 10/s", "rate: 10", "f.yaml:4:32: 'rate' must be a rate with its unit, such as 10/s; not '10'")]
    [InlineData(
        "durations: [1s, 2s]", "durations: [1s, 2]",
        "f.yaml:6:17: 'durations' must be a duration with its unit, such as 250ms, 10s or 2m; not '2'")]
    [InlineData(
        "{ name: b, kind: loopback }", "{ name: b, kind: stream-function, bufferBytes: 64000 }",
        "f.yaml:10:52: 'bufferBytes' must be a size with its unit, such as 512B, 64KiB or 16MiB; not '64000'")]
    public void A_bare_number_where_a_unit_is_due_is_an_error(string old, string wrong, string error) =>
        Fixture.OnlyError(Fixture.With(old, wrong)).ShouldBe(error);

    [Fact]
    public void A_key_of_another_kind_is_unknown_and_the_known_ones_are_listed() =>
        Fixture.OnlyError(Fixture.With("kind: loopback", "kind: loopback, maxInstances: 1"))
            .ShouldBe("f.yaml:10:32: unknown key of loopback 'maxInstances'; known: name, kind");

    [Fact]
    public void A_wrong_kind_does_not_blame_keys_that_some_kind_has() =>
        Fixture.Read(Fixture.With("kind: faas", "kind: fas, maxInstances: 1, tiers: 2"))
            .Errors.Select(error => error.Message).ShouldBe(
            [
                "unknown system kind 'fas' (did you mean 'faas'?)",
                "unknown key 'tiers' (did you mean 'timers'?)",
            ]);

    [Fact]
    public void A_missing_kind_is_said_where_the_system_begins() =>
        Fixture.OnlyError(Fixture.With("{ name: a, kind: faas }", "{ name: a }"))
            .ShouldBe("f.yaml:9:5: this system lacks the key 'kind'");

    [Theory]
    [InlineData("seed:")]
    [InlineData("seed: ~")]
    [InlineData("seed: null")]
    public void A_key_without_a_value_is_an_error_and_never_zero(string line) =>
        Fixture.OnlyError(Fixture.With("seed: 7", line)).ShouldEndWith("; it has no value");

    [Theory]
    [InlineData("description: 12")]
    [InlineData("description: true")]
    [InlineData("description: \"\\e[31m\"")]
    public void A_description_is_printable_text(string line) =>
        Fixture.OnlyError(Fixture.Minimal + "\n" + line).ShouldStartWith("f.yaml:11:14: 'description' must be");

    [Fact]
    public void A_folded_description_becomes_one_line() =>
        Fixture.Read(Fixture.Minimal + "\ndescription: |\n  one\n  line\n").Scenario!.Description.ShouldBe("one line");

    /// <summary>Goal: decimal commas must not creep in. Method: read under de-DE, whose comma is forced by hand because
    /// the process is culture-invariant.</summary>
    [Fact]
    public void The_culture_changes_nothing()
    {
        var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        german.NumberFormat.NumberDecimalSeparator = ",";
        german.NumberFormat.NumberGroupSeparator = ".";
        german.NumberFormat.NegativeSign = "−";
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = german;
        try
        {
            var text = Fixture.With("[1s, 2s]", "[1.5s, 500ms]").Replace("10/s", "10.2/s", StringComparison.Ordinal);
            Fixture.Read(text).Errors.Select(error => error.Message).ShouldBe(
            [
                "1500ms at 10.2/s is 15.3 events; it must be a whole number, at least 1",
                "500ms at 10.2/s is 5.1 events; it must be a whole number, at least 1",
            ]);
            var system = "{ name: b, kind: known-answer, coldStart: 1.5ms }";
            Scenario scenario = Fixture.Read(Fixture.With("{ name: b, kind: loopback }", system)).Scenario!;
            scenario.Systems[1].Option("coldStart").ShouldBe("0.0015");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
