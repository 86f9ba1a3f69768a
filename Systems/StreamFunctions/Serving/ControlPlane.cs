using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>
/// Accepts producers, one instance per connection. A few threads are parked in accept(2); the one that gets a
/// connection serves it to its end, so that no thread is made or handed anything between a connect and its spawn.
/// </summary>
public sealed class ControlPlane : IDisposable
{
    private const int ParkedThreads = 4;

    private readonly ServerConfiguration _configuration;
    private readonly StreamRegistry _registry = new();
    private readonly int _listener;
    private int _parked;
    private int _connections;

    /// <summary>Listens; when this returns, producers can connect.</summary>
    /// <exception cref="IOException">The socket cannot be made.</exception>
    public ControlPlane(ServerConfiguration configuration)
    {
        _configuration = configuration;
        _listener = UnixSocket.Listen(configuration.SocketPath, backlog: configuration.Limits.Connections);
        for (var i = 0; i < ParkedThreads; i++)
        {
            Park();
        }
    }

    /// <summary>Takes no further stream, and kills every instance.</summary>
    public void Dispose()
    {
        File.Delete(_configuration.SocketPath);
        _registry.KillAll();
    }

    private void Park()
    {
        Interlocked.Increment(ref _parked);
        new Thread(AcceptAndServe) { IsBackground = true, Name = "stream" }.Start();
    }

    private void AcceptAndServe()
    {
        while (true)
        {
            StreamSocket client;
            try
            {
                client = UnixSocket.Accept(_listener);
            }
            catch (IOException)
            {
                // Out of descriptors: this thread goes, and the next stream that ends brings one back.
                Interlocked.Decrement(ref _parked);
                return;
            }

            if (Interlocked.Decrement(ref _parked) == 0)
            {
                Park();
            }

            using (client)
            {
                Serve(client);
            }

            if (Interlocked.Increment(ref _parked) > ParkedThreads)
            {
                Interlocked.Decrement(ref _parked);
                return;
            }
        }
    }

    private void Serve(StreamSocket client)
    {
        var session = new StreamSession(_configuration, _registry, client);
        if (Interlocked.Increment(ref _connections) > _configuration.Limits.Streams)
        {
            session.Reject(EndCode.Overloaded, $"{_configuration.Limits.Streams} streams are the limit");
        }
        else if (_registry.IsClosed)
        {
            session.Reject(EndCode.ControlPlaneEnded, "the control plane is ending");
        }
        else
        {
            session.Serve();
        }

        Interlocked.Decrement(ref _connections);
    }
}
