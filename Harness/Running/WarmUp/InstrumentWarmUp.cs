using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Eval.Harness.Running.Trials;

namespace Eval.Harness.Running.WarmUp;

/// <summary>
/// Short throwaway trials without a system, so that pacer, recorder, oracle and analysis are compiled before the first
/// event that counts: otherwise the first trial would be charged for them.
/// </summary>
internal static class InstrumentWarmUp
{
    private const int Trials = 3;
    private const int Events = 40;
    private const long PeriodNs = 1_000_000;

    /// <summary>Runs them with the bytes of the scenario's first trial.</summary>
    public static async Task RunAsync(Trial like, Func<Trial, TrialInput> inputOf, CancellationToken cancellation)
    {
        var trial = like with
        {
            Events = Events,
            Duration = TimeSpan.FromMilliseconds(Events),
            Arrivals = null,
            Faults = [],
        };
        var input = inputOf(trial) with { OffsetsNs = [.. Enumerable.Range(0, Events).Select(i => i * PeriodNs)] };
        await using var system = new EchoSystem();
        var deployment = await system.DeployAsync(cancellation);
        for (var i = 0; i < Trials; i++)
        {
            var timeline = await new LiveTrial(system, deployment, trial, input)
                .RunAsync(TimeSpan.FromSeconds(10), cancellation);
            _ = TrialAnalysis.Measure(timeline);
        }
    }
}
