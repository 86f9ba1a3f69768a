using System.Globalization;
using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>Throwaway streams, so that no trial pays for just-in-time compilation in the gateway or the client.
/// </summary>
internal sealed class FaasWarmUp : IStreamObserver
{
    /// <summary>How many streams.</summary>
    public const int Streams = 3;

    // Methods are compiled a second time after 30 calls.
    private const int Events = 40;
    private const int PayloadBytes = 57_600;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Runs them one after the other, as a trial would; gives the last report. A function may well refuse
    /// events of zeros, but its host must come up.</summary>
    /// <exception cref="SystemUnavailableException">No host became ready.</exception>
    public static async Task<StreamReport> RunAsync(ISystemUnderTest system, CancellationToken cancellation)
    {
        StreamReport? report = null;
        for (var i = 0; i < Streams; i++)
        {
            var streamId = string.Create(CultureInfo.InvariantCulture, $"warm-up-{i}");
            report = await RunOneAsync(system, streamId, cancellation);
            if (report.Marks.All(mark => mark.Phase != Phase.Connect))
            {
                throw new SystemUnavailableException($"the function does not start: {report.Reason}");
            }
        }

        return report!;
    }

    private static async Task<StreamReport> RunOneAsync(
        ISystemUnderTest system, string streamId, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        var payload = new byte[PayloadBytes];
        await using var stream = system.Prepare(new StreamRequest(streamId, Events, PayloadBytes), new FaasWarmUp());
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
