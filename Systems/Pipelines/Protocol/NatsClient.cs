using System.Net;
using System.Threading.Channels;
using NATS.Client.Core;

namespace Eval.Systems.Pipelines.Protocol;

/// <summary>How both ends, producer and worker, connect to a NATS server on this host.</summary>
public static class NatsClient
{
    /// <summary>The options of a connection. Nothing is dropped at its end, and once it was lost it is given up: what
    /// went over it last is not known. (The client has no "never again"; one attempt at once is its least.)</summary>
    public static NatsOpts Options(int port, string name) => NatsOpts.Default with
    {
        Url = new UriBuilder("nats", IPAddress.Loopback.ToString(), port).ToString(),
        Name = name,
        SubPendingChannelFullMode = BoundedChannelFullMode.Wait,
        MaxReconnectRetry = 1,
        ReconnectWaitMin = TimeSpan.Zero,
        ReconnectJitter = TimeSpan.Zero,
    };
}
