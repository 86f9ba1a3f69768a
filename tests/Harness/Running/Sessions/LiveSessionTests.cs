using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Eval.Harness.Running;
using Eval.Harness.Running.Trials;
using Eval.Systems.Abstractions;
using Eval.Systems.Adapters;
using Eval.Systems.Sdk;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Running.Sessions;

/// <summary>Goal: many streams at once are measured as exactly as one. Method: systems whose answer is known, through
/// the live executor in real time.</summary>
public sealed class LiveSessionTests
{
    private const int Events = 10;
    private const double RatePerSecond = 20;

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    /// <summary>Each stream's cold start is that which the system declares, whenever it comes.</summary>
    [Fact]
    public async Task Each_stream_of_a_session_has_the_known_answer()
    {
        var measure = await RunAsync(20, 40, Adapter("known-answer", ("coldStart", "0.03"), ("perEvent", "0.001")));

        measure.Streams.Count.ShouldBe(20);
        measure.Streams.ShouldAllBe(stream => stream.Timeline.Outcome == Outcome.Completed && stream.Lost == 0);
        measure.Streams.ShouldAllBe(stream => stream.Timeline.Output!.IsRight);
        var colds = measure.Streams.Select(stream => (stream.T1Ns!.Value - stream.T0Ns) / 1e6).Order().ToArray();
        colds[10].ShouldBe(30, 10);
        measure.Streams.Select(stream => Math.Round((stream.T0Ns - measure.T0Ns) / 1e6))
            .ShouldBe(Enumerable.Range(0, 20).Select(number => number * 25.0));
    }

    /// <summary>Without a system, thousands of events of hundreds of streams leave from one thread when they are due.
    /// </summary>
    [Fact]
    public async Task Hundreds_of_streams_leave_when_they_are_due()
    {
        var streams = Scale.IsFull ? 2_000 : 400;
        var measure = await RunAsync(streams, 1000, Adapter("loopback"));

        measure.Streams.Count.ShouldBe(streams);
        measure.Sent.ShouldBe(streams * Events);
        measure.Received.ShouldBe(streams * Events);
        measure.Lost.ShouldBe(0);
        measure.LatenessP99Ms.ShouldNotBeNull();
        TestContext.Current.TestOutputHelper?.WriteLine($"lateness p99 {measure.LatenessP99Ms} ms");
        measure.InvalidReasons.Select(reason => reason.Split(':')[0]).ShouldBeSubsetOf(["generator-late", "steal"]);
    }

    /// <summary>A producer that is held up by its system cannot make the load: the session is invalid by that reason,
    /// and every event is in its rows.</summary>
    [Fact]
    public async Task A_rate_that_cannot_be_made_is_an_invalid_session_and_nothing_is_lost()
    {
        var measure = await RunAsync(10, 1000, spec => new SlowSystem(Adapter("loopback")(spec)));

        measure.Valid.ShouldBeFalse();
        measure.InvalidReasons.ShouldContain(reason => reason.StartsWith("generator-late: ", StringComparison.Ordinal));
        measure.Streams.ShouldAllBe(stream => !stream.Valid && stream.Sent == Events && stream.Received == Events);
        measure.Counts.ShouldBeFalse();
    }

    [Fact]
    public async Task A_stream_that_breaks_or_is_refused_is_a_row_and_the_others_go_on()
    {
        var measure = await RunAsync(6, 100, spec => new SlowSystem(Adapter("loopback")(spec))
        {
            Fault = number => number switch
            {
                1 => new StreamRefusedException("too large"), 2 => new InvalidOperationException("broken"), _ => null,
            },
        });

        measure.Streams.Select(stream => stream.Timeline.Outcome).ShouldBe(
        [
            Outcome.Completed, Outcome.Rejected, Outcome.Failed, Outcome.Completed, Outcome.Completed,
            Outcome.Completed,
        ]);
        measure.Streams[1].Timeline.OutcomeReason.ShouldBe("too large");
        measure.Streams[2].Timeline.OutcomeReason.ShouldBe("adapter: InvalidOperationException: broken");
        measure.Timeline.Outcome.ShouldBe(Outcome.Completed);
        measure.Timeline.OutcomeReason.ShouldBe("of 6 streams 4 completed, 1 were rejected; first: too large");
    }

    /// <summary>Arrivals by chance may draw nobody: a row with its reason.</summary>
    [Fact]
    public async Task A_session_without_a_stream_is_a_failed_row_that_says_so()
    {
        var measure = await RunAsync(0, 100, Adapter("loopback"));

        measure.Timeline.Outcome.ShouldBe(Outcome.Failed);
        measure.Timeline.OutcomeReason.ShouldStartWith("no stream came: ");
        measure.Counts.ShouldBeFalse();
    }

    [Fact]
    public async Task A_deadline_ends_all_streams_and_keeps_their_rows()
    {
        var measure = await RunAsync(
            3, 100, Adapter("known-answer", ("coldStart", "60"), ("perEvent", "0")), TimeSpan.FromSeconds(0.3));

        measure.InvalidReasons.ShouldContain("deadline-passed: the harness ended the trial");
        measure.Streams.Count.ShouldBe(3);
        measure.Streams.ShouldAllBe(stream => stream.Timeline.Outcome == Outcome.Cancelled && stream.Sent == Events);
    }

    [Fact]
    public async Task An_interrupt_is_no_result()
    {
        await Should.ThrowAsync<OperationCanceledException>(() => RunAsync(
            20, 2, Adapter("loopback"), interrupt: TimeSpan.FromSeconds(0.2)));
    }

    private async Task<Measure> RunAsync(
        int streams,
        double arrivalsPerSecond,
        Func<SystemSpec, ISystemUnderTest> create,
        TimeSpan? deadline = null,
        TimeSpan? interrupt = null)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
        var scenario = ScenarioOf(streams, arrivalsPerSecond) with { Deadline = deadline ?? TimeSpan.FromMinutes(1) };
        await using var executor = new LiveExecutor(scenario, create, InputOf, TimeProvider.System);
        await executor.DeployAsync(_cancellation);
        both.CancelAfter(interrupt ?? Timeout.InfiniteTimeSpan);
        return TrialAnalysis.Measure(await executor.RunAsync(PlannedTrial.Of(scenario, Events), both.Token));
    }

    private static Func<SystemSpec, ISystemUnderTest> Adapter(
        string kind, params (string Key, string Value)[] options) => spec => AdapterCatalog.Create(
            kind, new SystemConfiguration
            {
                Name = spec.Name,
                Options = options.ToDictionary(option => option.Key, option => option.Value),
                Function = "grayscale",
                Workspace = Path.GetTempPath(),
                Hosts = null!,
            });

    private static Scenario ScenarioOf(int streams, double arrivalsPerSecond) => new()
    {
        Name = "session",
        Seed = 1,
        Workload = new WorkloadSpec("video", RatePerSecond, new Dictionary<string, string>()),
        Function = "grayscale",
        Durations = [TimeSpan.FromSeconds(Events / RatePerSecond)],
        Repetitions = 1,
        Systems = [new SystemSpec("one", "one", new Dictionary<string, string>())],
        Pause = TimeSpan.Zero,
        Arrivals = new ArrivalSpec("constant", new Dictionary<string, string>
        {
            ["streams"] = FormattableString.Invariant($"{streams}"),
            ["rate"] = FormattableString.Invariant($"{arrivalsPerSecond}"),
        }),
    };

    /// <summary>Grey frames, which the function leaves as they are, so that the oracle is the input itself.</summary>
    private static TrialInput InputOf(Trial trial)
    {
        var frame = new byte[300];
        Array.Fill(frame, (byte)7);
        var hash = System.IO.Hashing.XxHash128.HashToUInt128(frame);
        return new TrialInput(
            [.. Enumerable.Repeat((ReadOnlyMemory<byte>)frame, trial.Events)],
            [.. Enumerable.Range(0, trial.Events).Select(i => (long)(i / RatePerSecond * 1e9))],
            [.. Enumerable.Repeat<IReadOnlyList<UInt128>>([hash], trial.Events)]);
    }

    /// <summary>Holds the generator up for 20 ms at each event, or breaks in single streams.</summary>
    private sealed class SlowSystem(ISystemUnderTest inner) : ISystemUnderTest
    {
        private int _streams;

        public Func<int, Exception?>? Fault { get; init; }

        public SystemTraits Traits => inner.Traits;

        public Task<Deployment> DeployAsync(CancellationToken cancellation) => inner.DeployAsync(cancellation);

        public Task<IReadOnlyList<InstanceIdentity>> ObserveAsync(CancellationToken cancellation) =>
            inner.ObserveAsync(cancellation);

        public IStreamUnderTest Prepare(StreamRequest request, IStreamObserver observer) =>
            Fault?.Invoke(_streams++) is { } fault
                ? throw fault
                : new SlowStream(inner.Prepare(request, observer), Fault is null ? 20_000_000 : 0);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class SlowStream(IStreamUnderTest inner, long heldUpNs) : IStreamUnderTest
    {
        public void Send(StreamEvent item)
        {
            PreciseWait.Until(MonotonicClock.NowNs + heldUpNs, CancellationToken.None);
            inner.Send(item);
        }

        public void Complete() => inner.Complete();

        public Task<StreamReport> FinishAsync(CancellationToken cancellation) => inner.FinishAsync(cancellation);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
