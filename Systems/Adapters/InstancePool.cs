using Eval.Systems.Abstractions;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Producing;

namespace Eval.Systems.Adapters;

/// <summary>The instances of a control plane, as it tells of them, and the wait for those that should be parked.
/// </summary>
/// <param name="socketPath">Where the control plane listens.</param>
/// <param name="parked">How many instances wait between streams.</param>
internal sealed class InstancePool(string socketPath, int parked)
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RefillLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>All that serve or await a stream now.</summary>
    public Task<IReadOnlyList<InstanceIdentity>> ObserveAsync(CancellationToken cancellation) => Task.Run(
        () => (IReadOnlyList<InstanceIdentity>)
            [.. LiveInstances.Read(socketPath, AnswerLimit).Select(StreamFunctionReport.Identity)],
        cancellation);

    /// <summary>Waits until the pool is full again and nothing else is there: between two streams, so that each meets
    /// the same system. Where that takes too long it gives up, and the next trial's gates see what is missing.
    /// </summary>
    public async Task WaitUntilFullAsync(CancellationToken cancellation)
    {
        if (parked == 0)
        {
            return;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(RefillLimit);
        try
        {
            while ((await ObserveAsync(limit.Token)).Count != parked)
            {
                await Task.Delay(Interval, limit.Token);
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or ProtocolException)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
