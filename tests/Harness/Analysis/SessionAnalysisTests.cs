using Eval.Harness.Analysis;
using Eval.Harness.Analysis.Metrics;
using Eval.Harness.Model;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Analysis;

/// <summary>Goal: a session is one value of each metric, and one that cannot be trusted is none. Method: flawless
/// streams a second apart, of which single ones are bent.</summary>
public sealed class SessionAnalysisTests
{
    private const int Streams = 20;

    [Fact]
    public void A_session_is_the_median_of_its_streams()
    {
        // Cold starts of 50, 51, … 69 ms.
        var session = Session(stream => Delayed(stream, stream.Trial.Stream * Timelines.Ms));

        var measure = session.Measured();

        measure.Valid.ShouldBeTrue(string.Join("; ", measure.InvalidReasons));
        measure.Counts.ShouldBeTrue();
        Value(measure, "cold_start_s").ShouldNotBeNull().ShouldBe(0.0595, 1e-9);
        Value(measure, "cold_start_p99_s").ShouldNotBeNull().ShouldBe(0.06881, 1e-9);
        Value(measure, "admitted_share").ShouldBe(1);
        Value(measure, "rejected_share").ShouldBe(0);
        Value(measure, "cold_share").ShouldBe(1);
        Value(measure, "streams_peak").ShouldBe(1);
        measure.Sent.ShouldBe(Streams * 10);
        measure.ColdStartPenalty.ShouldBe(Value(measure, "cold_start_penalty"));
    }

    [Fact]
    public void Rejected_and_failed_streams_are_results_and_not_in_the_medians()
    {
        var session = Session(stream => stream.Trial.Stream switch
        {
            < 5 => Broken(stream, Outcome.Rejected),
            < 8 => Broken(stream, Outcome.Failed),
            _ => stream,
        });

        var measure = session.Measured();

        measure.Counts.ShouldBeTrue(string.Join("; ", measure.InvalidReasons));
        Value(measure, "rejected_share").ShouldBe(0.25);
        Value(measure, "failed_share").ShouldBe(0.15);
        Value(measure, "admitted_share").ShouldBe(0.6);
        Value(measure, "cold_start_s").ShouldNotBeNull().ShouldBe(0.05, 1e-9);
    }

    [Fact]
    public void What_a_stream_finds_is_observed()
    {
        var session = Session(stream => stream.Trial.Stream % 4 != 0 ? stream : stream with
        {
            Instances = [stream.Instances[0] with { StartedNs = stream.Events[0].ScheduledNs - 1 }],
        });

        var measure = session.Measured();

        measure.Valid.ShouldBeTrue(string.Join("; ", measure.InvalidReasons));
        Value(measure, "cold_share").ShouldBe(0.75);
    }

    /// <summary>200 events: two may be late, and with a third the load was another one. Nothing is lost.</summary>
    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void The_generator_is_late_by_all_events_of_a_session(int late, bool isValid)
    {
        var session = Session(stream => stream.Trial.Stream >= late
            ? stream
            : stream.WithEvent(5, item => item with { CreatedNs = item.ScheduledNs + (11 * Timelines.Ms) }));

        var measure = session.Measured();

        measure.Valid.ShouldBe(isValid);
        measure.Streams.Count.ShouldBe(Streams);
        measure.Streams.ShouldAllBe(stream => stream.Valid == isValid);
        if (!isValid)
        {
            measure.InvalidReasons.ShouldBe(["generator-late: 3 of 200 events of all streams"]);
            measure.Streams[9].InvalidReasons.ShouldBe(["generator-late: session: 3 of 200 events of all streams"]);
        }
    }

    [Fact]
    public void First_events_that_are_late_spoil_a_session()
    {
        var session = Session(stream => stream.Trial.Stream >= 2
            ? stream
            : stream.WithEvent(0, item => item with { CreatedNs = item.ScheduledNs + (11 * Timelines.Ms) }));

        session.Measured().InvalidReasons.ShouldBe(["generator-late: the first event of 2 of 20 streams"]);
    }

    [Fact]
    public void One_stream_with_a_wrong_output_spoils_a_session_and_is_named()
    {
        var session = Session(stream => stream.Trial.Stream != 7 ? stream : stream with
        {
            Output = new OutputCheck(10, 10, 9, 3),
        });

        session.Measured().InvalidReasons.ShouldHaveSingleItem()
            .ShouldBe("output-wrong: 1 of 20 streams, first s-7: 9 of 10 right, 10 returned, first wrong 3");
    }

    [Fact]
    public void Steal_is_the_sessions_own()
    {
        var session = Session(stream => stream);

        (session with { Observations = new Observations { StealShare = 0.3 } }).Measured().InvalidReasons
            .ShouldBe(["steal: 30.0 % of CPU time"]);
    }

    /// <summary>Two streams, the second begins while the first lives: streams, instances and backlog add up.</summary>
    [Fact]
    public void The_time_series_is_of_all_streams_together()
    {
        var session = Session(stream => stream) with
        {
            Streams =
            [
                .. new[] { 0, 50 }.Select((ms, number) => Shifted(Timelines.Flawless(2), number, ms * Timelines.Ms)),
            ],
        };

        TimeSeries.Of(session.Measured())
            .Select(p => ((p.TimeNs - Timelines.T0) / Timelines.Ms, p.Streams, p.Instances, p.Backlog))
            .Distinct().ShouldBe(
            [
                (0, 1, 0, 1), (1, 1, 1, 1), (50, 2, 1, 2), (51, 2, 2, 2), (52, 2, 2, 1), (100, 2, 2, 2), (102, 2, 2, 0),
                (102, 1, 2, 0), (107, 1, 1, 0), (150, 1, 1, 1), (152, 1, 1, 0), (152, 0, 1, 0), (157, 0, 0, 0),
            ], ignoreOrder: true);
    }

    /// <summary>The metric as an estimate over this one session.</summary>
    private static double? Value(Measure session, string metric)
    {
        var scenario = new Scenario
        {
            Name = "s", Seed = 1, Workload = session.Timeline.Trial.Workload, Function = "grayscale",
            Durations = [session.Timeline.Trial.Duration], Repetitions = 1, Systems = [session.Timeline.Trial.System],
            Arrivals = new ArrivalSpec("poisson", new Dictionary<string, string>()),
        };
        var estimate = EstimateTable.Of(scenario, [session]).Single(one => one.Metric == metric);
        estimate.N.ShouldBe(estimate.Median is null ? 0 : 1);
        return estimate.Median;
    }

    private static Timeline Session(Func<Timeline, Timeline> bend)
    {
        var trial = Timelines.Trial(10, "natural");
        return new Timeline
        {
            Trial = trial,
            Executor = "live",
            Events = [],
            Streams =
            [
                .. Enumerable.Range(0, Streams).Select(number => bend(Shifted(
                    Timelines.Flawless(start: "natural"), number, number * 1_000 * Timelines.Ms))),
            ],
            Outcome = Outcome.Completed,
            Promises = Timelines.Strict,
        };
    }

    /// <summary>The stream of that number, that much later.</summary>
    private static Timeline Shifted(Timeline stream, int number, long byNs) => stream with
    {
        Trial = stream.Trial with { TrialId = $"s-{number}", SessionId = stream.Trial.TrialId, Stream = number },
        Events =
        [
            .. stream.Events.Select(item => item with
            {
                ScheduledNs = item.ScheduledNs + byNs, CreatedNs = item.CreatedNs + byNs, SentNs = item.SentNs + byNs,
                ReceivedNs = item.ReceivedNs + byNs, ProcessedNs = item.ProcessedNs + byNs,
                ReturnedNs = item.ReturnedNs + byNs, InstanceId = $"i-{number}",
            }),
        ],
        Marks = [.. stream.Marks.Select(mark => mark with { EndNs = mark.EndNs + byNs })],
        Instances =
        [
            stream.Instances[0] with { InstanceId = $"i-{number}", StartedNs = Timelines.T0 + Timelines.Ms + byNs },
        ],
        Observations = stream.Observations with { ConfirmedInstances = [$"i-{number}"] },
    };

    private static Timeline Delayed(Timeline stream, long byNs) => stream.WithEvents(item => item with
    {
        ReceivedNs = item.ReceivedNs + byNs, ProcessedNs = item.ProcessedNs + byNs, ReturnedNs = item.ReturnedNs + byNs,
    });

    private static Timeline Broken(Timeline stream, Outcome outcome) => stream.WithEvents(item => item with
    {
        ReceivedNs = null, ProcessedNs = null, ReturnedNs = null, Outputs = 0, Deliveries = 0, InstanceId = null,
    }) with
    {
        Outcome = outcome, OutcomeReason = "so it was", Marks = [], Instances = [], Output = null,
    };
}
