using System.Threading.Channels;
using Eval.Harness.Running.Observing;
using Eval.Harness.Running.Recording;
using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Harness.Running.Sessions;

/// <summary>
/// Looks at the process table for all streams of a session: once for all of those whose instance has shown that it
/// lives since the last look. One thread does so, whatever the number of streams.
/// </summary>
internal sealed class SessionWitness(ISystemUnderTest system, InstanceWitness witness)
{
    private static readonly TimeSpan TellingLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TellingInterval = TimeSpan.FromMilliseconds(5);

    private readonly DateTimeOffset _begun = TimeProvider.System.GetUtcNow();

    // A stream wants a look after its first output and after the first answer of each further instance: the row of them
    // is bounded by the events.
    private readonly Channel<StreamRecorder?> _wanted = Channel.CreateUnbounded<StreamRecorder?>(
        new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Somebody should look at the instances of that stream, and tell it.</summary>
    public void Want(StreamRecorder stream) => _wanted.Writer.TryWrite(stream);

    /// <summary>Somebody should look at whatever instances there are.</summary>
    public void WantAny() => _wanted.Writer.TryWrite(null);

    /// <summary>How many instances live now; before or after the session.</summary>
    public int Count() => witness.Look().Count;

    /// <summary>Which of the told instances were seen; after the session.</summary>
    public async Task<IReadOnlyList<string>> ConfirmedAsync(
        IReadOnlyList<InstanceIdentity> told, CancellationToken cancellation)
    {
        await witness.AskEngineAsync(told, _begun, cancellation);
        return witness.Confirmed(told);
    }

    /// <summary>Looks whenever it is wanted, until the session is over.</summary>
    public Task WatchAsync(CancellationToken over) => Task.Factory.StartNew(
        () => Watch(over), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Watch(CancellationToken over)
    {
        var streams = new List<StreamRecorder>();
        try
        {
            while (_wanted.Reader.WaitToReadAsync(over).AsTask().GetAwaiter().GetResult())
            {
                while (_wanted.Reader.TryRead(out var stream))
                {
                    if (stream is not null)
                    {
                        streams.Add(stream);
                    }
                }

                LookAsync(over).GetAwaiter().GetResult();
                streams.ForEach(stream => stream.Looked());
                streams.Clear();
            }
        }
        catch (OperationCanceledException)
        {
            // The session is over: there is nothing more to see.
        }
    }

    private async Task LookAsync(CancellationToken over)
    {
        witness.Look();
        var endNs = MonotonicClock.NowNs + (long)TellingLimit.TotalNanoseconds;
        while (witness.NeedsTelling && !witness.LookAt(await system.ObserveAsync(over))
            && MonotonicClock.NowNs < endNs)
        {
            await Task.Delay(TellingInterval, over);
        }
    }
}
