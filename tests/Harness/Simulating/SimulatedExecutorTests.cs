using System.Text.Json;
using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Eval.Harness.Scenarios;
using Eval.Harness.Simulating;
using Eval.Harness.Simulating.Calibration;
using Eval.Harness.Simulating.Models;
using Eval.Harness.Workloads;
using Eval.Harness.Workloads.Sessions;
using Eval.Systems.Simulation;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Simulating;

public sealed class SimulatedExecutorTests
{
    private static readonly ModelFile Model =
        Calibrator.Fit("reference", ReferenceRun.Manifest, ReferenceRun.Measures);

    [Fact]
    public async Task Every_simulated_trial_passes_the_gates_of_measured_ones()
    {
        var measures = await RunAsync(SampleScenarios.Of(SampleScenarios.Four, 1, 2));

        measures.Count.ShouldBe(4 * 2 * 20);
        measures.ShouldAllBe(measure => measure.Counts, measures.SelectMany(m => m.InvalidReasons).FirstOrDefault());
        measures.ShouldAllBe(measure => measure.Timeline.Executor == "simulated");
        measures.ShouldAllBe(measure => measure.Cold == true);
        measures.ShouldAllBe(measure => measure.Timeline.Events[0].InstanceId!.StartsWith("model:reference/"));
    }

    /// <summary>Packets of four stations that follow each other four times as fast, as in measured streams.</summary>
    [Fact]
    public async Task Bursts_come_as_bursts()
    {
        var options = WorkloadCatalog.Kinds.Single(kind => kind.Kind == "seismic").Keys
            .ToDictionary(key => key.Name, key => key.Name == "burst" ? "4" : key.Default);
        var scenario = SampleScenarios.Of([SampleScenarios.KnownAnswer(0, 0)], 1) with
        {
            Workload = new WorkloadSpec("seismic", 8, options),
        };

        var events = (await RunAsync(scenario))[0].Timeline.Events;
        events.Select(item => (item.ScheduledNs - events[0].ScheduledNs) / 1_000_000).ShouldBe(
            [0, 31, 62, 93, 500, 531, 562, 593]);
    }

    /// <summary>A scenario with faults is accepted, and every row says that they are not modelled.</summary>
    [Fact]
    public async Task Faults_are_not_modelled_and_rows_say_so()
    {
        var scenario = SampleScenarios.Of([SampleScenarios.KnownAnswer(0, 0)], 1) with
        {
            Faults = [new FaultSpec("known", "instance", 0.5)],
        };

        var measures = await RunAsync(scenario);

        measures.ShouldAllBe(measure => measure.Counts && !measure.ShowsFault);
        measures.ShouldAllBe(
            measure => measure.Timeline.Faults.Single().Problem!.StartsWith("faults are not modelled"));
        measures.ShouldAllBe(measure => measure.Warnings.Contains(
            "fault-not-modelled: the stream ran without: kill instance"));
        new SimulatedExecutor(scenario, Model).Remarks.ShouldContain(
            "known, kill instance: faults are not modelled: the stream ran without");
    }

    /// <summary>A session's streams come when the arrival process has them come, each with the answer that it has
    /// alone.</summary>
    [Fact]
    public async Task The_streams_of_a_session_are_simulated_one_by_one()
    {
        var scenario = SampleScenarios.Of([SampleScenarios.KnownAnswer(0.05, 0.001)], 1) with
        {
            Arrivals = new ArrivalSpec(
                "constant", new Dictionary<string, string> { ["streams"] = "5", ["rate"] = "10" }),
            Repetitions = 2,
        };

        var sessions = await RunAsync(scenario);

        sessions.Count.ShouldBe(2);
        sessions.ShouldAllBe(session => session.Counts && session.Streams.Count == 5);
        sessions[0].Streams.Select(stream => stream.T0Ns - sessions[0].T0Ns)
            .ShouldBe([0, 100_000_000, 200_000_000, 300_000_000, 400_000_000]);
        sessions[0].Streams.ShouldAllBe(stream => stream.T1Ns - stream.T0Ns == 50_000_000);
        sessions[1].T0Ns.ShouldBeGreaterThan(sessions[0].T2Ns!.Value);
        new SimulatedExecutor(scenario, Model).Remarks.ShouldHaveSingleItem().ShouldContain("as if it came alone");
    }

    /// <summary>Arrivals by chance may draw no stream: the session is a failed row, not a hole.</summary>
    [Fact]
    public async Task A_session_without_a_stream_fails_and_says_so()
    {
        var scenario = SampleScenarios.Of([SampleScenarios.KnownAnswer(0, 0)], 1) with
        {
            Arrivals = new ArrivalSpec(
                "constant", new Dictionary<string, string> { ["streams"] = "0", ["rate"] = "10" }),
            Repetitions = 1,
        };

        var session = (await RunAsync(scenario)).ShouldHaveSingleItem();

        (session.Counts, session.Timeline.Outcome).ShouldBe((false, Outcome.Failed));
        session.Timeline.OutcomeReason.ShouldBe(SessionPlan.NoStream);
    }

    /// <summary>Goal: a run that goes on after it was killed is the run that it would have been, and so is one that is
    /// computed ahead on all cores. Method: JSON of all timelines, of single streams and of sessions.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Going_on_and_computing_ahead_change_nothing(bool isSession)
    {
        var scenario = SampleScenarios.Of(SampleScenarios.Four, 1, 2) with
        {
            Arrivals = isSession
                ? new ArrivalSpec(
                    "constant", new Dictionary<string, string> { ["streams"] = "3", ["rate"] = "10" })
                : null,
        };
        var trials = TrialPlanner.Plan(scenario).Trials;
        var whole = await TimelinesAsync(new SimulatedExecutor(scenario, Model), trials);
        var later = new SimulatedExecutor(scenario, Model, trials);
        later.GoOnAfter(whole.Take(7));

        var rest = await TimelinesAsync(later, [.. trials.Skip(7)]);

        JsonSerializer.Serialize(rest).ShouldBe(JsonSerializer.Serialize(whole.Skip(7)));
    }

    private static async Task<List<Timeline>> TimelinesAsync(SimulatedExecutor executor, IReadOnlyList<Trial> trials)
    {
        var timelines = new List<Timeline>();
        foreach (var trial in trials)
        {
            timelines.Add(await executor.RunAsync(trial, TestContext.Current.CancellationToken));
        }

        return timelines;
    }

    /// <summary>A queue without a steady state is named, since its overhead is that of this length alone.</summary>
    [Theory]
    [InlineData(0.2, true)]
    [InlineData(0.05, false)]
    public void A_stream_that_comes_faster_than_it_is_served_is_named_unstable(double perEvent, bool isUnstable)
    {
        var executor = new SimulatedExecutor(SampleScenarios.Of([SampleScenarios.KnownAnswer(0, perEvent)], 1), Model);

        executor.Remarks.Any(remark => remark.StartsWith("known is unstable: utilisation 2 ")).ShouldBe(isUnstable);
    }

    /// <summary>A runtime with a request per event has a fit of its own; here it is given the measured FaaS trials by
    /// another name.</summary>
    [Fact]
    public async Task Another_kind_that_stamps_in_the_function_is_modelled_by_its_own_fit()
    {
        var other = new SystemSpec("framework", "functions-framework", new Dictionary<string, string>());
        var measures = ReferenceRun.Measures.Where(measure => measure.Timeline.Trial.System.Kind == "faas").Select(
            measure => measure with
            {
                Timeline = measure.Timeline with { Trial = measure.Timeline.Trial with { System = other } },
            });
        var model = Calibrator.Fit("other", ReferenceRun.Manifest, measures);
        var scenario = SampleScenarios.Of([other], 1);
        await using var executor = new SimulatedExecutor(scenario, model);
        var timeline = await executor.RunAsync(
            TrialPlanner.Plan(scenario).Trials[0], TestContext.Current.CancellationToken);

        model.Systems.ShouldHaveSingleItem().Kind.ShouldBe("functions-framework");
        timeline.Consumption.Requests.ShouldBe(10);
        TrialAnalysis.Measure(timeline).Counts.ShouldBeTrue();
    }

    [Fact]
    public async Task The_phases_are_observed_and_sum_to_the_whole()
    {
        foreach (var measure in await RunAsync(SampleScenarios.Of(SampleScenarios.Four, 2)))
        {
            measure.Phases.Single(phase => phase.Phase == PhaseName.Drain).EndNs.ShouldBe(measure.T2Ns!.Value);
            measure.Phases.Select(phase => phase.EndNs).ShouldBeInOrder();
            measure.UnobservedPhases.ShouldBeEmpty();
            var start = measure.Phases.Where(phase => phase.Phase <= PhaseName.Connect).Select(phase => phase.EndNs);
            start.Max().ShouldBeLessThanOrEqualTo(measure.T1Ns!.Value);
        }
    }

    [Fact]
    public async Task The_same_scenario_gives_the_same_timelines()
    {
        var scenario = SampleScenarios.Of(SampleScenarios.Four, 1);
        var one = (await RunAsync(scenario)).Select(measure => JsonSerializer.Serialize(measure.Timeline));
        var other = (await RunAsync(scenario)).Select(measure => JsonSerializer.Serialize(measure.Timeline));

        one.ShouldBe(other);
        (await RunAsync(scenario with { Seed = 2 })).Select(measure => JsonSerializer.Serialize(measure.Timeline))
            .ShouldNotBe(other);
    }

    /// <summary>The definition of the known answer is the closed form.</summary>
    [Fact]
    public async Task The_known_answer_is_the_closed_form()
    {
        var measures = await RunAsync(SampleScenarios.Of([SampleScenarios.KnownAnswer(0.25, 0.02)], 2));
        var form = new ClosedForm(0.1, 0.02, 20).StreamFunction(0.25);

        measures.ShouldAllBe(measure => measure.Counts);
        foreach (var measure in measures)
        {
            measure.ColdStartPenalty!.Value.ShouldBe(form.ColdStartPenalty, 1e-9);
            measure.ProcessingOverheadSeconds!.Value.ShouldBe(form.ProcessingOverheadSeconds, 1e-9);
        }
    }

    [Fact]
    public async Task A_stream_beyond_its_deadline_is_cancelled()
    {
        var scenario = SampleScenarios.Of([SampleScenarios.KnownAnswer(30, 0)], 1) with
        {
            Deadline = TimeSpan.FromSeconds(5),
        };

        (await RunAsync(scenario)).ShouldAllBe(measure =>
            measure.Timeline.Outcome == Outcome.Cancelled && measure.Timeline.Observations.DeadlinePassed);
    }

    [Fact]
    public async Task Requests_beyond_the_queue_are_rejected()
    {
        var faas = SampleScenarios.Four.Single(system => system.Kind == "faas").With("queue", "1");
        var scenario = SampleScenarios.Of([faas], 1);

        // A tenth of the period, so that several requests come while the instance starts.
        var fast = scenario with { Workload = scenario.Workload with { RatePerSecond = 1000 } };
        var measures = await RunAsync(fast);

        measures.ShouldAllBe(measure => measure.Timeline.Outcome == Outcome.Rejected && measure.Valid);
        measures.ShouldAllBe(measure => measure.Timeline.OutcomeReason!.Contains("requests came to a full queue"));
    }

    /// <summary>What a state takes was not in the measured trials, so that the model only stands in.</summary>
    [Fact]
    public void A_faas_that_keeps_state_is_not_the_one_that_was_measured()
    {
        var faas = SampleScenarios.Four.Single(system => system.Kind == "faas");

        new SimulatedExecutor(SampleScenarios.Of([faas.With("state", "redis")], 1), Model).Remarks
            .ShouldContain(remark => remark.Contains("stands in"));
        new SimulatedExecutor(SampleScenarios.Of([faas.With("state", "none")], 1), Model).Remarks
            .ShouldNotContain(remark => remark.Contains("stands in"));
    }

    [Fact]
    public void Other_events_than_those_of_the_model_are_remarked()
    {
        var scenario = SampleScenarios.Of(SampleScenarios.Four, 1);
        new SimulatedExecutor(scenario, Model).Remarks.ShouldBeEmpty();

        new SimulatedExecutor(scenario with { Function = "identity" }, Model).Remarks.Count.ShouldBe(4);
    }

    private static async Task<IReadOnlyList<Measure>> RunAsync(Scenario scenario)
    {
        await using var executor = new SimulatedExecutor(scenario, Model);
        var measures = new List<Measure>();
        foreach (var trial in TrialPlanner.Plan(scenario).Trials)
        {
            measures.Add(TrialAnalysis.Measure(await executor.RunAsync(trial, CancellationToken.None)));
        }

        return measures;
    }
}
