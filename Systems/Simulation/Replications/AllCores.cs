using System.Runtime.ExceptionServices;

namespace Eval.Systems.Simulation.Replications;

/// <summary>Pieces of work that share nothing, on several threads.</summary>
public static class AllCores
{
    /// <summary>Does them all.</summary>
    /// <param name="count">How many there are, 0 or more.</param>
    /// <param name="threads">At most this many at a time, 1 or more.</param>
    /// <param name="piece">The piece of that number, from 0; the first exception of any is thrown as it is.</param>
    /// <param name="cancellation">Ends it between two pieces.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static void Run(int count, int threads, Action<int> piece, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        try
        {
            Parallel.For(0, count, options, piece);
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.Flatten().InnerExceptions[0]);
        }
    }
}
