using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Eval.Harness.Running;
using Eval.Harness.Running.Trials;
using Eval.Systems.Abstractions;
using Eval.Systems.Adapters;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Running;

/// <summary>The instrument against systems whose cold start and service time are declared.</summary>
[Collection(RealTime.Name)]
public sealed class KnownAnswerTests
{
    private const int Trials = 10;
    private const int Events = 20;
    private const double PeriodSeconds = 0.01;

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(10, 2)]
    [InlineData(100, 2)]
    [InlineData(1000, 2)]
    public async Task Measured_times_are_the_declared_ones(int coldStartMs, int perEventMs)
    {
        var cold = coldStartMs / 1000.0;
        var service = perEventMs / 1000.0;
        var measures = await MeasureAsync("known-answer", new Dictionary<string, string>
        {
            ["coldStart"] = FormattableString.Invariant($"{cold}"),
            ["perEvent"] = FormattableString.Invariant($"{service}"),
        });

        measures.ShouldAllBe(measure => measure.Timeline.Outcome == Outcome.Completed);
        measures.SelectMany(measure => measure.InvalidReasons)
            .ShouldAllBe(reason => reason.StartsWith("generator-late") || reason.StartsWith("steal"));
        var coldStart = Median(measures.Select(measure => (measure.T1Ns!.Value - measure.T0Ns) / 1e9));
        var total = Median(measures.Select(measure => (measure.T2Ns!.Value - measure.T0Ns) / 1e9));
        var span = (Events - 1) * PeriodSeconds;
        var expected = Math.Max(span + service, cold + (Events * service));
        coldStart.ShouldBe(cold, Tolerance(cold));
        total.ShouldBe(expected, Tolerance(expected));
        Median(measures.Select(measure => measure.ProcessingOverheadSeconds!.Value))
            .ShouldBe(expected - span, Tolerance(expected));
        Median(measures.Select(measure => measure.ColdStartPenalty!.Value))
            .ShouldBe(cold / expected, 2 * Tolerance(expected) / expected);
    }

    [Fact]
    public async Task Loopback_shows_the_instrument_itself()
    {
        var measures = await MeasureAsync("loopback", new Dictionary<string, string>());

        measures.ShouldAllBe(measure => measure.Timeline.Outcome == Outcome.Completed);
        measures.ShouldAllBe(measure => measure.Timeline.Output!.IsRight);
        Median(measures.Select(measure => measure.ProcessingOverheadSeconds!.Value)).ShouldBeInRange(0, 0.001);
    }

    private async Task<IReadOnlyList<Measure>> MeasureAsync(string kind, Dictionary<string, string> options)
    {
        var scenario = ScenarioOf(new SystemSpec(kind, kind, options));
        await using var executor = new LiveExecutor(
            scenario, spec => AdapterCatalog.Create(spec.Kind, ConfigurationOf(spec)), InputOf, TimeProvider.System);
        await executor.DeployAsync(_cancellation);
        var measures = new List<Measure>();
        for (var i = 0; i < Trials; i++)
        {
            measures.Add(TrialAnalysis.Measure(await executor.RunAsync(TrialOf(scenario, i), _cancellation)));
        }

        return measures;
    }

    private static Scenario ScenarioOf(SystemSpec system) => new()
    {
        Name = "known-answer",
        Seed = 1,
        Workload = new WorkloadSpec("video", 1 / PeriodSeconds, new Dictionary<string, string>()),
        Function = "grayscale",
        Durations = [TimeSpan.FromSeconds(Events * PeriodSeconds)],
        Repetitions = Trials,
        Systems = [system],
        Pause = TimeSpan.FromMilliseconds(20),
    };

    private static Trial TrialOf(Scenario scenario, int repetition) => new()
    {
        TrialId = FormattableString.Invariant($"trial-{repetition}"),
        System = scenario.Systems[0],
        Workload = scenario.Workload,
        Function = scenario.Function,
        Duration = scenario.Durations[0],
        Events = Events,
        Block = repetition,
        Repetition = repetition,
        Attempt = 1,
        Seed = 1,
    };

    /// <summary>Grey frames, which the function leaves as they are, so that the oracle is the input itself.</summary>
    private static TrialInput InputOf(Trial trial)
    {
        var frame = new byte[300];
        Array.Fill(frame, (byte)7);
        var hash = System.IO.Hashing.XxHash128.HashToUInt128(frame);
        return new TrialInput(
            [.. Enumerable.Repeat((ReadOnlyMemory<byte>)frame, trial.Events)],
            [.. Enumerable.Range(0, trial.Events).Select(i => (long)(i * PeriodSeconds * 1e9))],
            [.. Enumerable.Repeat<IReadOnlyList<UInt128>>([hash], trial.Events)]);
    }

    private static SystemConfiguration ConfigurationOf(SystemSpec spec) => new()
    {
        Name = spec.Name,
        Options = spec.Options,
        Function = "grayscale",
        Workspace = Path.GetTempPath(),
        Hosts = new NoHosts(),
    };

    private static double Tolerance(double seconds) => Math.Max(0.001, 0.005 * seconds);

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private sealed class NoHosts : IFunctionHosts
    {
        public Task<CompiledHost> GetAsync(string project, string build, CancellationToken cancellation) =>
            throw new SystemUnavailableException("these systems have no host");

        public Task<string> InstallAsync(string folder, CancellationToken cancellation) =>
            throw new SystemUnavailableException("these systems have no packages");
    }
}
