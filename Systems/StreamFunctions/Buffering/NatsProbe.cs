using System.Net;
using Eval.Systems.Fifo.Nats;
using Eval.Systems.Sdk;
using Eval.Systems.StreamFunctions.Connections;

namespace Eval.Systems.StreamFunctions.Buffering;

/// <summary>Asks a NATS server what it is, before any stream needs it.</summary>
internal static unsafe class NatsProbe
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>What the server says of itself, waited for on this thread.</summary>
    /// <exception cref="IOException">It does not answer.</exception>
    public static NatsServerInfo Ask(IPEndPoint server)
    {
        var deadlineNs = MonotonicClock.NowNs + (long)Limit.TotalNanoseconds;
        using var connection = new NatsConnection(server);
        while (connection.Server is null)
        {
            var entry = new LibC.PollEntry
            {
                Descriptor = connection.Descriptor,
                Wanted = (short)Readiness.Readable,
            };
            _ = LibC.poll(&entry, 1, Waiting.MillisecondsUntil(deadlineNs));
            if (!connection.Receive() && MonotonicClock.NowNs >= deadlineNs)
            {
                throw new IOException($"the NATS server {server} did not answer within {Limit.TotalSeconds:0} s");
            }

            _ = connection.TryTake(out _);
            if (connection.Failure is { } failure)
            {
                throw new IOException($"no NATS server answers at {server}: {failure}");
            }
        }

        return connection.Server;
    }
}
