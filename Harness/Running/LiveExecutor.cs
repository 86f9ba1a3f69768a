using Eval.Harness.Model;
using Eval.Harness.Running.Sessions;
using Eval.Harness.Running.Trials;
using Eval.Harness.Running.WarmUp;
using Eval.Harness.Scenarios;
using Eval.Harness.Workloads.Sessions;
using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Harness.Running;

/// <summary>Runs trials against real systems, in real time, one after the other.</summary>
public sealed class LiveExecutor : ITrialExecutor
{
    private readonly Scenario _scenario;
    private readonly Func<Trial, TrialInput> _inputOf;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, DeployedTarget> _targets;

    /// <summary>Makes it; nothing is started yet.</summary>
    /// <param name="scenario">The systems, the pause before a trial and its deadline.</param>
    /// <param name="create">The adapter of a system.</param>
    /// <param name="inputOf">The bytes and times of a trial's stream.</param>
    /// <param name="time">Waits out the pause.</param>
    public LiveExecutor(
        Scenario scenario,
        Func<SystemSpec, ISystemUnderTest> create,
        Func<Trial, TrialInput> inputOf,
        TimeProvider time)
    {
        _scenario = scenario;
        _inputOf = inputOf;
        _time = time;
        _targets = scenario.Systems.ToDictionary(spec => spec.Name, spec => new DeployedTarget(spec, create));
    }

    /// <summary>What has been deployed, in the scenario's order.</summary>
    public IReadOnlyList<DeployedSystem> Deployed =>
        [.. _scenario.Systems.Select(spec => _targets[spec.Name].Description).OfType<DeployedSystem>()];

    /// <inheritdoc />
    public async Task DeployAsync(CancellationToken cancellation)
    {
        foreach (var spec in _scenario.Systems)
        {
            try
            {
                await _targets[spec.Name].GetAsync(cancellation);
            }
            catch (SystemUnavailableException missing)
            {
                throw new SystemUnavailableException($"system '{spec.Name}': {missing.Message}", missing);
            }
        }

        await InstrumentWarmUp.RunAsync(TrialPlanner.Plan(_scenario).Trials[0], _inputOf, cancellation);
    }

    /// <inheritdoc />
    public async Task<Timeline> RunAsync(Trial trial, CancellationToken cancellation)
    {
        var target = _targets[trial.System.Name];
        var input = _inputOf(trial);

        // A trace that has changed under the run is no fault of a system.
        var streams = trial.Arrivals is null ? null : SessionPlan.Of(trial);
        Timeline timeline;
        try
        {
            var (system, deployment) = await target.GetAsync(cancellation);
            var others = await KeptByOthersAsync(target, cancellation);
            await Task.Delay(_scenario.Pause, _time, cancellation);
            timeline = streams is null
                ? await new LiveTrial(system, deployment, trial, input) { OfOthers = others }
                    .RunAsync(_scenario.Deadline, cancellation)
                : streams.Count > 0
                ? await new LiveSession(system, deployment, trial, streams, _inputOf) { OfOthers = others }
                    .RunAsync(_scenario.Deadline, cancellation)
                : NotMeasured(target, trial, input, Outcome.Failed, SessionPlan.NoStream);
        }
        catch (StreamRefusedException refusal)
        {
            timeline = NotMeasured(target, trial, input, Outcome.Rejected, refusal.Message);
        }
#pragma warning disable CA1031 // A system that broke, or does not come up any more, is a result, not the run's end.
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            var cause = fault is SystemUnavailableException ? "deploy" : $"adapter: {fault.GetType().Name}";
            timeline = NotMeasured(target, trial, input, Outcome.Failed, $"{cause}: {fault.Message}");
        }

        if (timeline.Outcome != Outcome.Completed || timeline.Observations.ChildrenAfter > 0)
        {
            await target.DisposeAsync();
        }

        return timeline;
    }

    /// <summary>What other systems keep between streams, such as an engine's cluster, may run the same program, also as
    /// a child of this process.</summary>
    private async Task<IReadOnlySet<int>> KeptByOthersAsync(DeployedTarget target, CancellationToken cancellation)
    {
        var kept = new HashSet<int>();
        foreach (var other in _targets.Values.Where(other => other != target))
        {
            kept.UnionWith(await other.KeptAsync(cancellation));
        }

        return kept;
    }

    /// <summary>The trial as one that never was: its events were planned, and nothing of them was seen.</summary>
    private static Timeline NotMeasured(
        DeployedTarget target, Trial trial, TrialInput input, Outcome outcome, string reason)
    {
        var t0Ns = MonotonicClock.NowNs;
        return new Timeline
        {
            Trial = trial,
            Executor = "live",
            Events =
            [
                .. input.OffsetsNs.Select((offsetNs, i) => new EventStamps(
                    i, t0Ns + offsetNs, null, null, null, null, null, 0, 0, null)),
            ],
            Outcome = outcome,
            OutcomeReason = reason,
            Promises = Promises.Unknown with { StampsInFunction = target.StampsInFunction },
        };
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var target in _targets.Values)
        {
            await target.DisposeAsync();
        }
    }
}
