using Eval.Systems.Simulation.Randomness;

namespace Eval.Systems.Simulation.Replications;

/// <summary>Independent repetitions of a model, on several threads. Each depends on its seed alone and results come in
/// order of number, so that everything computed from them in that order is the same, bit for bit, at any number of
/// threads.</summary>
public static class ReplicationRunner
{
    /// <summary>Runs them all.</summary>
    /// <param name="seed">Of the whole.</param>
    /// <param name="count">How many, 0 or more.</param>
    /// <param name="threads">At most this many at a time, 1 or more.</param>
    /// <param name="replicate">One repetition from its number and seed; shares nothing with others.</param>
    /// <param name="cancellation">Ends it between two repetitions.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static IReadOnlyList<TResult> Run<TResult>(
        ulong seed,
        int count,
        int threads,
        Func<int, ulong, TResult> replicate,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var results = new TResult[count];
        AllCores.Run(
            count,
            threads,
            number => results[number] = replicate(number, Seeds.OfReplication(seed, number)),
            cancellation);
        return results;
    }
}
