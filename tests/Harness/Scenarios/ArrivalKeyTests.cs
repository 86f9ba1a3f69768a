using Eval.Harness.Model;
using Eval.Harness.Scenarios;
using Eval.Harness.Workloads.Arrivals;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Scenarios;

/// <summary>Goal: every scenario with arrivals that can run is read, and every other one is refused where its mistake
/// stands. Method: small files, with the arrivals that are built.</summary>
public sealed class ArrivalKeyTests : IDisposable
{
    private const string Poisson = "arrivals: { kind: poisson, streams: 20, rate: 5/s }";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eval");

    private static Vocabulary Vocabulary { get; } = Fixture.Vocabulary with
    {
        Systems =
        [
            .. Fixture.Vocabulary.Systems.Select(kind => kind.Kind != "stream-function" ? kind : kind with
            {
                Keys =
                [
                    .. kind.Keys.Select(key => key.Name == "start"
                        ? key with { Choices = ["cold", "warm", "natural"] }
                        : key),
                ],
            }),
        ],
        Workloads = [Fixture.Vocabulary.Workloads[0] with { Bytes = (_, events) => 1000L * events }],
        Metrics = [.. Fixture.Vocabulary.Metrics, new("rejected_share", "1") { IsOfSession = true }],
        Arrivals = ArrivalCatalog.Kinds,
        PreviewArrivals = ArrivalCatalog.Preview,
    };

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_session_is_read_and_claims_nothing_of_its_start()
    {
        var scenario = Read(Text(Poisson)).Scenario.ShouldNotBeNull();

        scenario.Arrivals.ShouldNotBeNull().Kind.ShouldBe("poisson");
        scenario.Arrivals.Streams.ShouldBe(20);
        scenario.Arrivals.Number("rate").ShouldBe(5);
        scenario.ArrivalSpan.ShouldBeGreaterThan(TimeSpan.FromSeconds(1));
        scenario.Systems[0].Option("start").ShouldBe("natural");
        TrialPlanner.Plan(scenario).Trials.ShouldAllBe(trial => trial.Arrivals == scenario.Arrivals);
    }

    [Theory]
    [InlineData("")]
    [InlineData("arrivals: { kind: single }")]
    public void Without_arrivals_each_trial_is_one_stream(string arrivals)
    {
        var scenario = Read(Text(arrivals)).Scenario.ShouldNotBeNull();

        scenario.Arrivals.ShouldBeNull();
        scenario.Systems[0].Option("start").ShouldBe("cold");
    }

    [Theory]
    [InlineData("arrivals: { kind: hawks, streams: 2, rate: 1/s }", "10:19: unknown process of arrivals kind 'hawks'")]
    [InlineData("arrivals: { kind: poisson, streams: 2 }", "10:11: this process of arrivals lacks the key 'rate'")]
    [InlineData("arrivals: { kind: poisson, streams: 2, rate: 5 }", "10:46: 'rate' must be a rate with its unit")]
    [InlineData("arrivals: { kind: poisson, streams: 0, rate: 5/s }", "10:37: 'streams' must be a whole number from 1")]
    [InlineData("arrivals: { kind: hawkes, streams: 2, rate: 1/s, branching: 1, decay: 1/s }", "'branching' must be")]
    [InlineData("arrivals: { kind: renewal, streams: 2, rate: 1/s, law: hyperexponential, shape: 0.5 }", "1 or more")]
    [InlineData("arrivals: { kind: diurnal, streams: 2, rate: 5/s, peakRate: 1/s }", "cannot be below 'rate'")]
    [InlineData("arrivals: { kind: poisson, streams: 10000, rate: 0.000001/s }", "not come within a day")]
    [InlineData(Poisson + "\nfleet: { kind: poisson, rate: 5/s, streams: 10 }", "11:8: 'fleet' has many streams")]
    [InlineData("arrivals: { kind: poisson, streams: 10000, rate: 100/s }\ndurations: [200s]", "20000000 events")]
    [InlineData("arrivals: { kind: poisson, streams: 10000, rate: 100/s }\ndurations: [20s]", "events of one session")]
    public void What_cannot_be_is_refused_where_it_stands(string lines, string message)
    {
        var text = lines.Contains("durations", StringComparison.Ordinal)
            ? Text(lines).Replace("durations: [1s, 2s]\n", "", StringComparison.Ordinal)
            : Text(lines);

        var errors = string.Join('\n', Read(text).Errors);

        errors.ShouldContain(message);
    }

    /// <summary>Sessions run without faults, so that the key would have no effect.</summary>
    [Fact]
    public void Faults_are_refused_where_many_streams_come_at_once() =>
        Read(Text(Poisson + "\nfaults: [{ kill: instance, at: 50% }]")).Errors.Select(error => $"{error}")
            .ShouldContain(error => error.Contains("'faults' kill parts of single streams"));

    [Fact]
    public void A_start_that_claims_something_is_refused_and_so_is_a_kind_that_takes_one_stream()
    {
        var errors = Read(Text(Poisson)
            .Replace("kind: stream-function", "kind: stream-function, start: cold", StringComparison.Ordinal)
            .Replace("kind: loopback", "kind: faas", StringComparison.Ordinal)).Errors.Select(error => $"{error}");

        errors.ShouldBe(
        [
            "f:12:46: with 'arrivals' the only start is natural: what each stream finds is observed",
            "f:13:22: faas takes one stream at a time, and cannot be met by 'arrivals'",
        ], ignoreOrder: true);
    }

    [Fact]
    public void A_threshold_on_what_only_sessions_have_needs_arrivals()
    {
        const string threshold = "expect: [{ system: a, metric: rejected_share, below: 0.5 }]";

        Read(Text(Poisson + "\n" + threshold)).Errors.ShouldBeEmpty();
        Read(Text(threshold)).Errors.ShouldHaveSingleItem().Message
            .ShouldBe("rejected_share is of sessions: it needs 'arrivals'");
    }

    [Theory]
    [InlineData("arrival_s\n1\n2,3\n", "trace.csv:3: 2 columns, where the header has 1")]
    [InlineData("arrival_s\n1\n3\n2\n", "trace.csv:4: an arrival before the one before it")]
    [InlineData("arrival_s\n1\n-2\n", "trace.csv:3: '-2' is no number of seconds")]
    [InlineData("time\n1\n", "trace.csv:1: no known trace begins with time")]
    [InlineData("arrival_s\n", "no stream comes")]
    [InlineData(null, "trace.csv:1: cannot be read")]
    public void A_wrong_trace_is_refused_with_its_line_and_with_the_place_that_names_it(string? trace, string message)
    {
        if (trace is not null)
        {
            File.WriteAllText(Path.Combine(_folder.FullName, "trace.csv"), trace);
        }

        var error = ReadFile(Text("arrivals: { kind: trace, file: trace.csv }")).Errors.ShouldHaveSingleItem();

        error.Message.ShouldContain(message);
        (error.Line, error.Column).ShouldBe((10, 32));
    }

    [Fact]
    public void A_trace_that_is_huge_is_refused_unread()
    {
        var path = Path.Combine(_folder.FullName, "trace.csv");
        using (var file = File.Create(path))
        {
            file.SetLength(1L << 30);
        }

        ReadFile(Text("arrivals: { kind: trace, file: trace.csv }")).Errors.ShouldHaveSingleItem().Message
            .ShouldContain("trace.csv:1: 1073741824 bytes; a trace has at most");
    }

    [Fact]
    public void A_trace_is_known_by_its_hash_and_not_looked_for_where_there_is_no_file()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "trace.csv"), "arrival_s\n1\n2\n");
        var text = Text("arrivals: { kind: trace, file: trace.csv }");

        var arrivals = ReadFile(text).Scenario.ShouldNotBeNull().Arrivals.ShouldNotBeNull();

        arrivals.Folder.ShouldBe(_folder.FullName);
        arrivals.FileSha256.Length.ShouldBe(64);
        Read(text).Scenario.ShouldNotBeNull().Arrivals.ShouldNotBeNull().FileSha256.ShouldBe("");
    }

    /// <summary>Sixteen labels that begin alike for their first 60 characters: a stream's id has at most 64.</summary>
    [Fact]
    public void Ids_of_streams_are_short_and_unique_whatever_the_labels()
    {
        var labels = Enumerable.Range(0, 16).Select(number => $"{new string('a', 60)}{number}").ToArray();
        var systems = string.Join('\n', labels.Select(label => $"  - {{ name: {label}, kind: loopback }}"));
        var scenario = Read(Text(Poisson).Split("systems:")[0] + "systems:\n" + systems).Scenario.ShouldNotBeNull();

        var trials = TrialPlanner.Plan(scenario).Trials;

        trials.Select(trial => trial.TrialId).ShouldBeUnique();
        trials.ShouldAllBe(trial => trial.TrialId.Length + "-n9999".Length <= 64);
    }

    private static string Text(string lines) => $"""
        schema: 1
        name: many
        seed: 7
        workload: {"{"} kind: video, rate: 10/s {"}"}
        function: grayscale
        durations: [1s, 2s]
        repetitions: 3
        # These lines are here
        # for the line numbers.
        {lines}
        systems:
          - {"{"} name: a, kind: stream-function {"}"}
          - {"{"} name: b, kind: loopback {"}"}
        """;

    private static ScenarioReading Read(string text) => ScenarioReader.Read("f", text, Vocabulary);

    private ScenarioReading ReadFile(string text)
    {
        var file = Path.Combine(_folder.FullName, "f.yaml");
        File.WriteAllText(file, text);
        return ScenarioReader.ReadFile(file, Vocabulary);
    }
}
