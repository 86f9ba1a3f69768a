using System.Text.Json;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Traces;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Presentation.Traces;

/// <summary>Goal: a viewer sees the life of every stream as the tables have it. Method: traces of sample runs, read
/// back as JSON.</summary>
public sealed class RunTraceTests
{
    [Fact]
    public void A_stream_is_a_track_of_its_system_that_its_phases_fill()
    {
        var run = SampleRun.Create(durations: 1, trials: 2);
        var lines = LinesOf(run);

        Names(lines, "process_name").ShouldBe(SampleRun.Labels);
        Names(lines, "thread_name").Where(name => name != "events")
            .ShouldBe(run.Streams.Select(stream => stream.Timeline.Trial.TrialId));
        foreach (var stream in run.Streams)
        {
            var track = lines.Single(line => Kind(line) == "M" && Name(line) == "thread_name"
                && line.GetProperty("args").GetProperty("name").GetString() == stream.Timeline.Trial.TrialId)
                .GetProperty("tid").GetInt32();
            var slices = lines.Where(line => Kind(line) == "X" && line.GetProperty("tid").GetInt32() == track).ToList();
            var whole = slices.Single(line => Name(line) == "stream");
            slices.Where(line => line.GetRawText() != whole.GetRawText()).Sum(Length).ShouldBe(Length(whole));
            Length(whole).ShouldBe((stream.Phases[^1].EndNs - stream.T0Ns) / 1000m);
        }
    }

    [Fact]
    public void Every_event_is_a_slice_and_none_overlaps_another_on_its_track()
    {
        var run = SampleRun.Create(durations: 1, trials: 1);
        var events = LinesOf(run).Where(line => Name(line).StartsWith("event ", StringComparison.Ordinal)).ToList();

        events.Count.ShouldBe(run.Streams.Sum(stream => stream.Timeline.Events.Count));
        foreach (var track in events.GroupBy(line => line.GetProperty("tid").GetInt32()))
        {
            var ordered = track.OrderBy(At).ToList();
            ordered.Zip(ordered.Skip(1)).ShouldAllBe(pair => At(pair.First) + Length(pair.First) <= At(pair.Second));
        }
    }

    [Fact]
    public void Events_that_are_handled_at_the_same_time_have_tracks_of_their_own()
    {
        var lanes = new TraceLanes();

        (long Start, long End)[] busy = [(0, 10), (5, 7), (6, 20), (7, 9), (10, 11)];
        busy.Select(time => lanes.Take(time.Start, time.End)).ToList().ShouldBe([0, 1, 2, 1, 0]);
        lanes.Count.ShouldBe(3);
    }

    [Fact]
    public void Names_that_attack_come_through_as_they_are_and_bad_trials_say_why()
    {
        var lines = LinesOf(HostileRun.Create());

        Names(lines, "process_name").ShouldBe(HostileRun.Labels);
        var facts = lines.Where(line => Name(line) == "stream").Select(line => line.GetProperty("args")).ToList();
        facts.ShouldContain(fact => fact.GetProperty("outcome").GetString() == "failed"
            && fact.GetProperty("reason").GetString() == "broke |\n<b>here</b>");
        facts.ShouldContain(fact => !fact.GetProperty("valid").GetBoolean()
            && fact.GetProperty("invalid_reasons").GetArrayLength() == 2);
    }

    [Fact]
    public void What_was_started_and_killed_is_marked_and_time_begins_with_what_came_first()
    {
        var run = Changed(timeline => timeline with
        {
            Instances = [new Instance("i0", "function", 1, 2, SampleRun.T0 - 5_000, "/bin/host")],
            Faults = [new InjectedFault("instance", 0.5, 0) { KilledNs = SampleRun.T0 + 7_000, InstanceId = "i0" }],
        });

        LinesOf(run).Where(line => Kind(line) == "i").Select(line => (Name(line), At(line))).ShouldBe(
            [("function i0 starts", 0m), ("instance i0 is killed", 12m)]);
    }

    [Fact]
    public void With_stamps_of_the_boundary_an_event_lasts_from_its_sending_to_its_last_output()
    {
        var run = Changed(timeline => timeline with
        {
            Events =
            [
                new EventStamps(
                    3, SampleRun.T0, SampleRun.T0, SampleRun.T0 + 1_000, null, null, SampleRun.T0 + 4_000, 1, 1, null),
                new EventStamps(4, SampleRun.T0, SampleRun.T0, SampleRun.T0 + 2_000, null, null, null, 0, 0, null),
            ],
        });

        var only = LinesOf(run).Where(line => Name(line).StartsWith("event ", StringComparison.Ordinal))
            .ShouldHaveSingleItem();
        (Name(only), At(only), Length(only)).ShouldBe(("event 3", 1m, 3m));
    }

    [Fact]
    public void A_large_run_has_its_phases_alone_and_says_so()
    {
        var stamps = SampleRun.Create(durations: 1, trials: 1).Measures[0].Timeline.Events[0];
        var run = Changed(timeline => timeline with
        {
            Events = [.. Enumerable.Repeat(stamps, RunTrace.MostEvents + 1)],
        });

        var trace = TraceOf(run);
        trace.GetProperty("otherData").GetProperty("events").GetString().ShouldBe("left out: there are 50001");
        trace.GetProperty("traceEvents").EnumerateArray()
            .ShouldNotContain(line => Name(line).StartsWith("event ", StringComparison.Ordinal));
    }

    private static Run Changed(Func<Timeline, Timeline> change)
    {
        var run = SampleRun.Create(durations: 1, trials: 1);
        var measure = run.Measures[0];
        return run with { Measures = [measure with { Timeline = change(measure.Timeline) }] };
    }

    private static JsonElement TraceOf(Run run)
    {
        using var written = new MemoryStream();
        RunTrace.Write(written, run);
        return JsonSerializer.Deserialize<JsonElement>(written.ToArray());
    }

    private static List<JsonElement> LinesOf(Run run) => [.. TraceOf(run).GetProperty("traceEvents").EnumerateArray()];

    private static IEnumerable<string?> Names(IEnumerable<JsonElement> lines, string of) =>
        lines.Where(line => Name(line) == of).Select(line => line.GetProperty("args").GetProperty("name").GetString());

    private static string Name(JsonElement line) => line.GetProperty("name").GetString()!;

    private static string Kind(JsonElement line) => line.GetProperty("ph").GetString()!;

    private static decimal At(JsonElement line) => line.GetProperty("ts").GetDecimal();

    private static decimal Length(JsonElement line) => line.GetProperty("dur").GetDecimal();
}
