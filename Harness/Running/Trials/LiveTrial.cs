using Eval.Harness.Model;
using Eval.Harness.Running.Faults;
using Eval.Harness.Running.Observing;
using Eval.Harness.Running.Pacing;
using Eval.Harness.Running.Recording;
using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Harness.Running.Trials;

/// <summary>
/// One stream against one deployed system, once. Everything that can be made beforehand is; at t0 the pacer's first
/// event is the first act towards the system.
/// </summary>
internal sealed class LiveTrial(ISystemUnderTest system, Deployment deployment, Trial trial, TrialInput input)
{
    /// <summary>Time between the last preparation and t0.</summary>
    private const long LeadNs = 30_000_000;

    private static readonly TimeSpan ObservationLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TellingLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TellingInterval = TimeSpan.FromMilliseconds(5);

    /// <summary>Processes that other systems of the scenario keep.</summary>
    public IReadOnlySet<int> OfOthers { get; init; } = new HashSet<int>();

    /// <summary>Runs it. What the system does wrong is in the timeline.</summary>
    /// <param name="deadline">The most time that the trial may take beyond its duration.</param>
    /// <param name="cancellation">Ends the trial by force: then it throws, and leaves nothing behind.</param>
    public async Task<Timeline> RunAsync(TimeSpan deadline, CancellationToken cancellation)
    {
        var witness = new InstanceWitness(deployment) { OfOthers = OfOthers };
        using var recorder = new StreamRecorder(trial.Events);
        var request = new StreamRequest(trial.TrialId, trial.Events, input.Payloads.Max(payload => payload.Length))
        {
            PayloadBytes = input.Payloads.Sum(payload => (long)payload.Length),
        };
        await using var stream = system.Prepare(request, recorder);
        var before = await ObserveAsync(witness, cancellation);
        var faults = FaultInjection.For(trial, system, deployment, OfOthers);
        GC.Collect();
        var begun = TimeProvider.System.GetUtcNow();

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var steal = new StealMeter();
        var pressure = new PressureMeter();
        var t0Ns = MonotonicClock.NowNs + LeadNs;
        limit.CancelAfter(trial.Duration + deadline);
        var sight = WatchAsync(witness, recorder, limit.Token);
        faults?.Start(t0Ns, input.OffsetsNs[^1], limit.Token);
        var failure = await PaceAsync(stream, recorder, t0Ns, () =>
        {
            // Where nothing comes back, the instances are looked at while they must still be there.
            if (!recorder.FirstReturned.IsSet)
            {
                witness.Look();
            }

            stream.Complete();
        }, limit.Token);
        var report = await stream.FinishAsync(limit.Token);
        cancellation.ThrowIfCancellationRequested();
        var late = limit.IsCancellationRequested;
        await limit.CancelAsync();
        await sight;
        var injected = faults is null ? [] : await faults.EndAsync();

        await witness.AskEngineAsync(report.Instances, begun, cancellation);
        var confirmed = witness.Confirmed(report.Instances).Union(faults?.Confirmed(report.Instances) ?? []);
        var observations = before with
        {
            ChildrenAfter = Math.Max(0, witness.Look().Count - deployment.ParkedInstances),
            ConfirmedInstances = [.. confirmed],
            StealShare = steal.ShareSoFar(),
            PressureShare = pressure.ShareSoFar(),
            DeadlinePassed = late,
        };
        var timeline = new TimelineBuilder(trial, input, recorder, t0Ns)
            .Build(report, system.Traits, observations) with { Faults = injected };
        return failure is null
            ? timeline
            : timeline with { Outcome = Outcome.Failed, OutcomeReason = $"adapter: {failure.Message}" };
    }

    private async Task<Exception?> PaceAsync(
        IStreamUnderTest stream, StreamRecorder recorder, long t0Ns, Action complete, CancellationToken cancellation)
    {
        void Emit(int i)
        {
            recorder.Created(i, MonotonicClock.NowNs);
            stream.Send(new StreamEvent(i, input.Payloads[i]));
        }

        try
        {
            await Pacer.RunAsync(t0Ns, input.OffsetsNs, Emit, complete, cancellation);
            return null;
        }
#pragma warning disable CA1031 // An adapter's fault must not lose the row.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return failure;
        }
    }

    private async Task<Observations> ObserveAsync(InstanceWitness witness, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(ObservationLimit);
        var instances = await system.ObserveAsync(limit.Token);
        return new Observations
        {
            InstancesBefore = instances.Count,
            ChildrenBefore = witness.Look().Count,
            ExpectedExecutable = deployment.HostExecutable,
            Relaxed = deployment.Relaxed,
            Build = deployment.Build,
            LoadBefore = HostFacts.LoadAverage(),
            Cores = Environment.ProcessorCount,
            ClockErrorNs = ClockStep.Ns,
        };
    }

    private async Task LookAsync(InstanceWitness witness, CancellationToken cancellation)
    {
        witness.Look();
        var endNs = MonotonicClock.NowNs + (long)TellingLimit.TotalNanoseconds;
        while (witness.NeedsTelling && !witness.LookAt(await system.ObserveAsync(cancellation))
            && MonotonicClock.NowNs < endNs)
        {
            await Task.Delay(TellingInterval, cancellation);
        }
    }

    /// <summary>Looks at the process table once, right after the first output: then the instances live; and again after
    /// the first answer of each that a system starts later.</summary>
    private Task WatchAsync(InstanceWitness witness, StreamRecorder recorder, CancellationToken cancellation) =>
        Task.Factory.StartNew(
            () =>
            {
                try
                {
                    recorder.FirstReturned.Wait(cancellation);
                    while (true)
                    {
                        LookAsync(witness, cancellation).GetAwaiter().GetResult();
                        recorder.Looked();
                        recorder.AwaitAnother(cancellation);
                    }
                }
                catch (OperationCanceledException)
                {
                    // The stream has ended: there is nothing more to see.
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
}
