using Eval.Systems.Sdk;

namespace Eval.Harness.Running.Pacing;

/// <summary>
/// Open loop: events leave when they are scheduled, whatever the system does. One thread of its own at high priority,
/// with absolute deadlines, so that a late event does not delay the plan of those after it.
/// </summary>
internal static class Pacer
{
    /// <summary>Calls <paramref name="emit"/> for 0 … N − 1 at t0 + offset, then <paramref name="complete"/>. The task
    /// ends when all have been called, or early when cancelled; it carries what a call threw.</summary>
    public static Task RunAsync(
        long t0Ns, IReadOnlyList<long> offsetsNs, Action<int> emit, Action complete, CancellationToken cancellation) =>
        RunAsync(t0Ns, offsetsNs, emit, complete, PreciseWait.DefaultSpinNs, cancellation);

    /// <summary>The same with a thread that wakes up and spins <paramref name="spinNs"/> before an event.</summary>
    public static Task RunAsync(
        long t0Ns,
        IReadOnlyList<long> offsetsNs,
        Action<int> emit,
        Action complete,
        long spinNs,
        CancellationToken cancellation)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                var next = 0;
                while (next < offsetsNs.Count && PreciseWait.Until(t0Ns + offsetsNs[next], spinNs, cancellation))
                {
                    emit(next++);
                }

                if (!cancellation.IsCancellationRequested)
                {
                    complete();
                }

                ended.SetResult();
            }
#pragma warning disable CA1031 // Whatever it was, it belongs to whoever awaits the pacer.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                ended.SetException(failure);
            }
        })
        {
            IsBackground = true,
            Name = "pacer",
            Priority = ThreadPriority.Highest,
        };
        thread.Start();
        return ended.Task;
    }
}
