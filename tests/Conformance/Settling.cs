using Eval.Systems.Sdk;

namespace Eval.Tests.Conformance;

/// <summary>Gives what a system leaves behind its time to go.</summary>
internal static class Settling
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until that is so; false after five seconds.</summary>
    public static async Task<bool> HoldsAsync(Func<Task<bool>> holds, CancellationToken cancellation)
    {
        var endNs = MonotonicClock.NowNs + (long)Limit.TotalNanoseconds;
        while (!await holds() && MonotonicClock.NowNs < endNs)
        {
            await Task.Delay(Look, cancellation);
        }

        return await holds();
    }

    /// <summary>The same.</summary>
    public static Task<bool> HoldsAsync(Func<bool> holds, CancellationToken cancellation) =>
        HoldsAsync(() => Task.FromResult(holds()), cancellation);
}
