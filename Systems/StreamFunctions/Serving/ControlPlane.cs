using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Reporting;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>
/// The control plane: deployments, and a socket at which producers get an instance each. What is beyond a cap is
/// refused at once. All methods may be called from any thread.
/// </summary>
public sealed class ControlPlane : IDisposable
{
    private readonly ServerState _server;
    private readonly ServingThreads _threads;
    private readonly FunctionFactory _factory;
    private readonly Lobby _lobby;
    private readonly Acceptor _acceptor;

    /// <summary>Deploys what the configuration names, then listens; when this returns, producers can connect. A socket
    /// file that nobody serves any more is replaced, and what an earlier control plane of the same owner left behind is
    /// ended.</summary>
    /// <exception cref="IOException">The socket is served, or cannot be made.</exception>
    /// <exception cref="ArgumentException">A deployment cannot be served.</exception>
    /// <exception cref="Sandboxes.SandboxException">An isolation does not work here.</exception>
    public ControlPlane(ServerConfiguration configuration)
        : this(new ServerState(configuration))
    {
    }

    internal ControlPlane(ServerState server)
    {
        _server = server;
        _threads = new ServingThreads(server.StartThread);
        var reception = new Reception(server);
        var limits = server.Limits;
        var late = new Refusal(EndCode.HandshakeTooLong, "protocol: no opening in time");
        _lobby = new Lobby(
            limits.Handshake,
            client => _acceptor!.ServeElsewhere(client),
            client => _acceptor!.Refuse(client, late),
            client => _acceptor!.LetGo(client));
        server.Poller = _lobby.Poller;
        _factory = new FunctionFactory(server, reception, _threads, client => _acceptor!.TakeElsewhere(client));
        var listener = UnixSocket.Listen(server.Configuration.SocketPath, backlog: limits.Connections);
        _acceptor = new Acceptor(server, reception, _threads, _lobby, listener);
        try
        {
            foreach (var function in server.Configuration.Functions)
            {
                DeployAsync(function, CancellationToken.None).GetAwaiter().GetResult();
            }
        }
        catch
        {
            Dispose();
            throw;
        }

        _acceptor.Start();
    }

    /// <summary>What is deployed now, in no order.</summary>
    public IReadOnlyList<FunctionDeployment> Functions =>
        [.. _server.Deployments.All.Select(function => function.Deployment)];

    /// <summary>The protections that are off or that nothing enforces here, of any function, in the words of
    /// sandboxes.</summary>
    public IReadOnlyList<string> Relaxed =>
        [.. _server.Deployments.All.SelectMany(function => function.Relaxed).Distinct()];

    /// <summary>The streams that live now, in no order.</summary>
    public IReadOnlyList<StreamListing> Streams =>
    [
        .. _server.Admission.Live.Select(stream => new StreamListing(
            stream.StreamId, stream.Function, stream.Lifecycle.State, stream.AdmittedNs)),
    ];

    /// <summary>The instances that live now, parked ones included, in no order.</summary>
    public IReadOnlyList<InstanceSummary> Instances => _server.Instances();

    /// <summary>What is there and what has happened.</summary>
    public ServerMetrics Metrics => new()
    {
        Connections = _server.Admission.Connections,
        SilentConnections = _lobby.Count,
        Streams = _server.Admission.Streams,
        StartingStreams = _server.Admission.Starting,
        Instances = _server.Registry.Count,
        ParkedInstances = _server.Deployments.All.Sum(function => function.Pool?.Count ?? 0),
        AcceptedConnections = _server.Counters.Connections,
        EndedByOutcome = _server.Counters.ByOutcome(),
        EndedByCode = _server.Counters.ByCode(),
        FifoEvents = _server.Counters.FifoEvents,
        FifoBytes = _server.Counters.FifoBytes,
        DroppedEvents = _server.Counters.DroppedEvents,
        StartSeconds = _server.Counters.StartSeconds,
    };

    /// <summary>Deploys a function beside those that are there.</summary>
    /// <exception cref="ArgumentException">It cannot be served, or its name is taken; the message says why.</exception>
    /// <exception cref="Sandboxes.SandboxException">Its isolation does not work here; the message says what to install.
    /// </exception>
    public async Task DeployAsync(FunctionDeployment deployment, CancellationToken cancellation)
    {
        if (_server.Deployments.Find(deployment.Name) is not null && deployment.Name.Length > 0)
        {
            throw new ArgumentException($"{deployment.Name} is deployed already");
        }

        var function = await _factory.MakeAsync(deployment, cancellation).ConfigureAwait(false);
        if (!_server.Deployments.TryAdd(function))
        {
            function.Remove();
            throw new ArgumentException($"{deployment.Name} is deployed already");
        }
    }

    /// <summary>Takes a function away; its streams run to their end. False where there is none of that name.</summary>
    public bool Remove(string name)
    {
        var function = _server.Deployments.Take(name);
        function?.Remove();
        return function is not null;
    }

    /// <summary>Takes no further stream, and kills every instance.</summary>
    public void Dispose()
    {
        File.Delete(_server.Configuration.SocketPath);
        _server.Registry.Close();
        _acceptor.Dispose();
        foreach (var function in _server.Deployments.All)
        {
            function.Remove();
        }

        _server.Registry.KillAll();
        _lobby.Dispose();
        _threads.Close();
        _server.WallClocks.Dispose();
    }
}
