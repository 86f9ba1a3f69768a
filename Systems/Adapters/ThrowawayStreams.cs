using System.Globalization;
using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>The warm-up of every system: complete streams before the first trial, so that none pays for just-in-time
/// compilation in the always-on parts or the client, nor for an empty page cache. Nothing of them is kept.</summary>
internal sealed class ThrowawayStreams : IStreamObserver
{
    // Methods are compiled a second time after 30 calls.
    private const int Events = 40;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Runs that many of that one event repeated, one after the other, as a trial would. A function may well
    /// refuse the event, but its host must come up.</summary>
    /// <exception cref="SystemUnavailableException">No host became ready.</exception>
    public static async Task RunAsync(
        ISystemUnderTest system, ReadOnlyMemory<byte> payload, int streams, CancellationToken cancellation)
    {
        for (var i = 0; i < streams; i++)
        {
            var streamId = string.Create(CultureInfo.InvariantCulture, $"warm-up-{i}");
            var report = await RunOneAsync(system, payload, streamId, cancellation);
            cancellation.ThrowIfCancellationRequested();
            if (report.Marks.All(mark => mark.Phase != Phase.Connect))
            {
                throw new SystemUnavailableException($"the function does not start: {report.Reason}");
            }
        }
    }

    private static async Task<StreamReport> RunOneAsync(
        ISystemUnderTest system, ReadOnlyMemory<byte> payload, string streamId, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        var request = new StreamRequest(streamId, Events, payload.Length);
        await using var stream = system.Prepare(request, new ThrowawayStreams());
        for (var sequence = 0; sequence < Events; sequence++)
        {
            stream.Send(new StreamEvent(sequence, payload));
        }

        stream.Complete();
        return await stream.FinishAsync(limit.Token);
    }

    void IStreamObserver.Sent(long sequence, long nowNs)
    {
        // Nothing of a throwaway stream is kept.
    }

    void IStreamObserver.Returned(StreamEvent output, long nowNs)
    {
        // Nothing of a throwaway stream is kept.
    }
}
