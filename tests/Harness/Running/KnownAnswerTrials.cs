using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Eval.Harness.Running;
using Eval.Harness.Running.Trials;
using Eval.Systems.Abstractions;
using Eval.Systems.Adapters;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Running;

/// <summary>Live trials of one system, each of 20 events at 100/s, and what is asked of their medians.</summary>
internal static class KnownAnswerTrials
{
    /// <summary>Trials of one system: what is claimed of a measured time is claimed of its median.</summary>
    public const int Count = 10;

    /// <summary>Events of a trial.</summary>
    public const int Events = 20;

    /// <summary>From the first event's due time to that of the last.</summary>
    public const double SpanSeconds = (Events - 1) * PeriodSeconds;

    private const double PeriodSeconds = 0.01;
    private const int Rounds = 3;

    private static readonly double[] ColdStartsMs = [0, 1, 10, 100, 1_000];
    private static readonly double[] ServicesMs = [0.1, 2, 20];

    /// <summary>Cold start and service time, milliseconds: each with each, or, at reduced scale, each at least once.
    /// </summary>
    public static TheoryData<double, double> Answers { get; } =
    [
        .. from cold in Enumerable.Range(0, ColdStartsMs.Length)
           from service in Enumerable.Range(0, ServicesMs.Length)
           where Scale.IsFull || service == cold % ServicesMs.Length
           select (ColdStartsMs[cold], ServicesMs[service]),
    ];

    /// <summary>Measures and checks; where other programs disturbed a round, at most twice again: they only ever make
    /// times longer, and an instrument that is off is off in every round.</summary>
    public static async Task CheckAsync(
        Func<Task<IReadOnlyList<Measure>>> measure, Action<IReadOnlyList<Measure>> check)
    {
        for (var round = 1; ; round++)
        {
            var measures = await measure();
            try
            {
                check(measures);
                return;
            }
            catch (ShouldAssertException off) when (round < Rounds)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"round {round}: {off.Message}");
            }
        }
    }

    /// <summary>That many trials of a system with these options; those not named have their defaults.</summary>
    public static async Task<IReadOnlyList<Measure>> MeasureAsync(
        string kind, Dictionary<string, string> options, int count, CancellationToken cancellation)
    {
        foreach (var option in AdapterCatalog.OptionsOf(kind).Where(option => option.Default.Length > 0))
        {
            options.TryAdd(option.Name, option.Default);
        }

        var scenario = ScenarioOf(new SystemSpec(kind, kind, options));
        await using var executor = new LiveExecutor(
            scenario, spec => AdapterCatalog.Create(spec.Kind, ConfigurationOf(spec)), InputOf, TimeProvider.System);
        await executor.DeployAsync(cancellation);
        var measures = new List<Measure>();
        for (var i = 0; i < count; i++)
        {
            var timeline = await executor.RunAsync(PlannedTrial.Of(scenario, Events, i), cancellation);
            measures.Add(TrialAnalysis.Measure(timeline));
        }

        return measures;
    }

    /// <summary>t2 − t0 of a server that begins after the cold start and then serves one event after the other.
    /// </summary>
    public static double TotalSeconds(double coldStartSeconds, double serviceSeconds) => Math.Max(
        Enumerable.Range(0, Events).Max(i => (i * PeriodSeconds) + ((Events - i) * serviceSeconds)),
        coldStartSeconds + (Events * serviceSeconds));

    /// <summary>How far a measured time may be off, seconds.</summary>
    public static double Tolerance(double seconds) => Math.Max(0.001, 0.005 * seconds);

    /// <summary>The least and the most penalty that these times within their tolerances give by Eq. 1.</summary>
    public static (double Least, double Most) Penalty(double coldStartSeconds, double totalSeconds)
    {
        var (cold, total) = (Tolerance(coldStartSeconds), Tolerance(totalSeconds));
        return (Math.Max(0, coldStartSeconds - cold) / (totalSeconds + total),
            (coldStartSeconds + cold) / (totalSeconds - total));
    }

    /// <summary>The median; of an even count the middle of both.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static Scenario ScenarioOf(SystemSpec system) => new()
    {
        Name = "known-answer",
        Seed = 1,
        Workload = new WorkloadSpec("video", 1 / PeriodSeconds, new Dictionary<string, string>()),
        Function = "grayscale",
        Durations = [TimeSpan.FromSeconds(Events * PeriodSeconds)],
        Repetitions = Count,
        Systems = [system],
        Pause = TimeSpan.FromMilliseconds(20),
        Deadline = TimeSpan.FromMinutes(1),
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

    private sealed class NoHosts : IFunctionHosts
    {
        public Task<CompiledHost> GetAsync(string project, string build, CancellationToken cancellation) =>
            throw new SystemUnavailableException("these systems have no host");

        public Task<string> InstallAsync(string folder, CancellationToken cancellation) =>
            throw new SystemUnavailableException("these systems have no packages");
    }
}
