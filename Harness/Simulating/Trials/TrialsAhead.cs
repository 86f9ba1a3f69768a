using Eval.Harness.Model;
using Eval.Systems.Simulation.Replications;

namespace Eval.Harness.Simulating.Trials;

/// <summary>Trials are asked for one after the other, and computed some ahead, on all cores: what one becomes depends
/// on nothing but itself.</summary>
/// <param name="plan">The trials in the order in which they are asked for; some may be left out.</param>
/// <param name="simulate">What a trial becomes; called from any thread.</param>
internal sealed class TrialsAhead<TResult>(IReadOnlyList<Trial> plan, Func<Trial, TResult> simulate)
{
    private static readonly int Window = 4 * Environment.ProcessorCount;

    private readonly Dictionary<string, int> _places =
        plan.Index().ToDictionary(trial => trial.Item.TrialId, trial => trial.Index);

    private Dictionary<string, TResult> _ready = [];

    /// <summary>What that trial became, once; one that is not in the plan is computed now.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public TResult Take(Trial trial, CancellationToken cancellation)
    {
        if (_ready.Remove(trial.TrialId, out var ready))
        {
            return ready;
        }

        if (!_places.TryGetValue(trial.TrialId, out var place))
        {
            return simulate(trial);
        }

        Trial[] next = [.. plan.Skip(place).Take(Window)];
        var results = new TResult[next.Length];
        AllCores.Run(
            next.Length, Environment.ProcessorCount, number => results[number] = simulate(next[number]), cancellation);
        _ready = next.Zip(results).Skip(1).ToDictionary(pair => pair.First.TrialId, pair => pair.Second);
        return results[0];
    }
}
