using System.Globalization;
using Eval.Harness.Model;
using Eval.Harness.Running.Observing;
using Eval.Harness.Running.Pacing;
using Eval.Harness.Running.Trials;
using Eval.Harness.Workloads.Sessions;
using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Harness.Running.Sessions;

/// <summary>
/// Many streams at once against one deployed system: one execution of an arrival process. All events of all streams
/// leave from one thread, in the order in which they are due, whatever the system does with any of them.
/// </summary>
/// <param name="system">The system.</param>
/// <param name="deployment">What was deployed.</param>
/// <param name="session">The trial.</param>
/// <param name="plan">Its streams, one or more.</param>
/// <param name="inputOf">The bytes and times of each of its streams.</param>
internal sealed class LiveSession(
    ISystemUnderTest system, Deployment deployment, Trial session, IReadOnlyList<PlannedStream> plan,
    Func<Trial, TrialInput> inputOf)
{
    /// <summary>Time between the last preparation and the session's start.</summary>
    private const long LeadNs = 30_000_000;

    /// <summary>How long before it comes a stream's client is made: its threads need not all be there at
    /// once.</summary>
    private const long AheadNs = 1_000_000_000;

    /// <summary>Between many streams there is hardly a time without an event: a thread that spins longer would keep a
    /// core from those that are measured, and 50 µs are far below any period.</summary>
    private const long SpinNs = 50_000;

    private static readonly TimeSpan ObservationLimit = TimeSpan.FromSeconds(10);

    /// <summary>Processes that other systems of the scenario keep.</summary>
    public IReadOnlySet<int> OfOthers { get; init; } = new HashSet<int>();

    /// <summary>Runs it. What the system does wrong is in the timelines of its streams.</summary>
    /// <param name="deadline">The most time that it may take beyond its last event.</param>
    /// <param name="cancellation">Ends it by force: then it throws, and leaves nothing behind.</param>
    public async Task<Timeline> RunAsync(TimeSpan deadline, CancellationToken cancellation)
    {
        var sight = new SessionWitness(system, new InstanceWitness(deployment) { OfOthers = OfOthers });
        SessionStream[] streams =
        [
            .. plan.Select(planned => new SessionStream(system, planned, inputOf(planned.Trial), sight)),
        ];
        try
        {
            return await RunAsync(streams, sight, deadline, cancellation);
        }
        finally
        {
            foreach (var stream in streams)
            {
                await stream.DisposeAsync();
            }
        }
    }

    private async Task<Timeline> RunAsync(
        SessionStream[] streams, SessionWitness sight, TimeSpan deadline, CancellationToken cancellation)
    {
        var schedule = new MergedSchedule([.. streams.Select(stream => (stream.OffsetNs, stream.EventsNs))]);
        var before = await ObserveAsync(sight, cancellation);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        PrepareUntil(streams, AheadNs, 0);
        GC.Collect();

        var (steal, pressure) = (new StealMeter(), new PressureMeter());
        var startNs = MonotonicClock.NowNs + LeadNs;
        limit.CancelAfter(TimeSpan.FromTicks(schedule.OffsetsNs[^1] / TimeSpan.NanosecondsPerTick) + deadline);
        var watching = sight.WatchAsync(limit.Token);
        var preparing = PrepareAsync(streams, startNs, limit.Token);

        Task<StreamReport>[] ending = [.. streams.Select(stream => stream.EndAsync(limit.Token))];
        await Pacer.RunAsync(
            startNs, schedule.OffsetsNs, place => streams[schedule[place].Stream].Emit(schedule[place].Sequence),
            () => { }, SpinNs, limit.Token);
        var reports = await Task.WhenAll(ending);
        var after = before with
        {
            StealShare = steal.ShareSoFar(),
            PressureShare = pressure.ShareSoFar(),
            DeadlinePassed = limit.IsCancellationRequested,
        };
        await limit.CancelAsync();
        await Task.WhenAll(watching, preparing);
        cancellation.ThrowIfCancellationRequested();

        // Whether a stream met an instance that was there before is seen by when that one started.
        var perStream = before with { InstancesBefore = 0, ChildrenBefore = 0, LoadBefore = null };
        var timelines = new List<Timeline>(streams.Length);
        foreach (var (stream, report) in streams.Zip(reports))
        {
            var confirmed = await sight.ConfirmedAsync(report.Instances, cancellation);
            timelines.Add(stream.Build(report, perStream with { ConfirmedInstances = confirmed }, startNs));
        }

        return Build(
            timelines, after with { ChildrenAfter = Math.Max(0, sight.Count() - deployment.ParkedInstances) });
    }

    private Timeline Build(List<Timeline> streams, Observations observations)
    {
        var completed = streams.Count(stream => stream.Outcome == Outcome.Completed);
        var rejected = streams.Count(stream => stream.Outcome == Outcome.Rejected);
        return new Timeline
        {
            Trial = session,
            Executor = "live",
            Events = [],
            Streams = streams,
            Outcome = completed > 0 ? Outcome.Completed
                : rejected == streams.Count ? Outcome.Rejected
                : Outcome.Failed,
            OutcomeReason = completed == streams.Count ? null : string.Create(
                CultureInfo.InvariantCulture,
                $"of {streams.Count} streams {completed} completed, {rejected} were rejected; first: ")
                + streams.First(stream => stream.Outcome != Outcome.Completed).OutcomeReason,
            Promises = streams[0].Promises,
            Observations = observations,
        };
    }

    private async Task<Observations> ObserveAsync(SessionWitness sight, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(ObservationLimit);
        var instances = await system.ObserveAsync(limit.Token);
        return new Observations
        {
            InstancesBefore = instances.Count,
            ChildrenBefore = sight.Count(),
            ExpectedExecutable = deployment.HostExecutable,
            Relaxed = deployment.Relaxed,
            Build = deployment.Build,
            LoadBefore = HostFacts.LoadAverage(),
            Cores = Environment.ProcessorCount,
            ClockErrorNs = ClockStep.Ns,
        };
    }

    /// <summary>Makes the clients of those streams that come until then, and gives the next.</summary>
    private static int PrepareUntil(SessionStream[] streams, long offsetNs, int next)
    {
        while (next < streams.Length && streams[next].OffsetNs <= offsetNs)
        {
            streams[next++].Prepare();
        }

        return next;
    }

    private static Task PrepareAsync(SessionStream[] streams, long startNs, CancellationToken over) =>
        Task.Factory.StartNew(
            () =>
            {
                var next = 0;
                while (next < streams.Length && !over.IsCancellationRequested)
                {
                    next = PrepareUntil(streams, MonotonicClock.NowNs - startNs + AheadNs, next);
                    over.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(50));
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
}
