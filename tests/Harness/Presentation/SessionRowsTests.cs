using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Eval.Harness.Presentation;
using Eval.Harness.Presentation.Storage;
using Eval.Harness.Presentation.Tables;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Presentation;

/// <summary>Goal: a session is in the journal as one line, and in the tables as a row a stream. Method: a sample run
/// whose trials are taken for the streams of one session.</summary>
public sealed class SessionRowsTests
{
    [Fact]
    public void A_session_comes_back_from_the_journal_whole()
    {
        using var folder = new TemporaryFolder();
        var session = Session();
        using (var journal = JournalFile.Open<Timeline>(folder.At("journal.jsonl")))
        {
            journal.Append(session);
        }

        File.ReadAllLines(folder.At("journal.jsonl")).Length.ShouldBe(1);
        var read = JournalFile.Read<Timeline>(folder.At("journal.jsonl")).ShouldHaveSingleItem();

        read.Trial.Arrivals!.Options.ShouldBe(session.Trial.Arrivals!.Options);
        read.Streams.Count.ShouldBe(3);
        foreach (var (copy, original) in read.Streams.Zip(session.Streams))
        {
            copy.Events.ShouldBe(original.Events);
            copy.Trial.SessionId.ShouldBe("session");
            copy.Trial.Stream.ShouldBe(original.Trial.Stream);
        }
    }

    [Fact]
    public void Each_stream_is_a_row_and_a_session_that_never_began_is_one_too()
    {
        var failed = Session() with { Streams = [], Outcome = Outcome.Failed, OutcomeReason = "deploy: no" };
        var run = SampleRun.Create();
        run = run with { Measures = [TrialAnalysis.Measure(Session()), TrialAnalysis.Measure(failed)] };

        var rows = TrialsTable.Rows(run).Select(row => TrialsTable.Table.Header
            .Zip(TrialsTable.Table.Values(row)).ToDictionary(cell => cell.First, cell => cell.Second)).ToArray();

        rows.Select(row => row["session_id"]).ShouldBe(["session", "session", "session", "session"]);
        rows.Select(row => row["stream"]).ShouldBe([0, 1, 2, 0]);
        rows[3]["outcome"].ShouldBe("failed");
        rows.Take(3).Select(row => row["arrival_ns"]).ShouldBe(rows.Take(3).Select(row => row["t0_ns"]));
        EventsTable.Rows(run).Select(row => row.TrialId).Distinct().Count().ShouldBeGreaterThanOrEqualTo(3);
        PhasesTable.Rows(run).Select(row => row.TrialId).Distinct().Count().ShouldBeGreaterThanOrEqualTo(3);
    }

    [Fact]
    public void A_trace_has_the_arrivals_from_the_first_on_to_the_nanosecond()
    {
        using var folder = new TemporaryFolder();
        var measures = Session().Streams.Select(TrialAnalysis.Measure).Select(
            (measure, number) => measure with { T0Ns = 5_000_000_000 + (1_500_000_001L * (2 - number)) });

        ArrivalTrace.Write(folder.At("trace.csv"), measures);

        File.ReadAllText(folder.At("trace.csv")).ShouldBe("arrival_s\n0.000000000\n1.500000001\n3.000000002\n");
    }

    private static Timeline Session()
    {
        var streams = SampleRun.Create().Measures.Take(3).Select((measure, number) => measure.Timeline with
        {
            Trial = measure.Timeline.Trial with
            {
                TrialId = $"session-n{number}", SessionId = "session", Stream = number,
            },
        }).ToArray();
        return streams[0] with
        {
            Trial = streams[0].Trial with
            {
                TrialId = "session", SessionId = null,
                Arrivals = new ArrivalSpec("poisson", new Dictionary<string, string> { ["streams"] = "3" }),
            },
            Events = [],
            Streams = streams,
        };
    }
}
