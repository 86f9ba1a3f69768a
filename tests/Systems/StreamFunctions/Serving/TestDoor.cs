using System.Collections.Concurrent;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Buffering;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Instances;
using Eval.Systems.StreamFunctions.Producing;
using Eval.Systems.StreamFunctions.Reporting;
using Eval.Systems.StreamFunctions.Serving;

namespace Eval.Tests.Systems.StreamFunctions.Serving;

/// <summary>The door of a function whose parked instances accept by themselves, with what is behind it in a control
/// plane; its pool is empty until the test fills it, and the instances are no processes.</summary>
internal sealed class TestDoor : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eval");
    private readonly ServingThreads _threads;
    private readonly Lobby _lobby;
    private readonly Acceptor _acceptor;
    private readonly SelfService _door;
    private readonly ParkedInstances _pool;
    private Action<int, StreamSocket> _started = (_, _) => { };
    private int _refusedThreads;
    private int _accepts;
    private bool _isFilled;
    private bool _isClosed;

    public TestDoor()
    {
        var deployment = TestPlane.Function(Isolation.Process, BufferPlace.Instance, new PoolPolicy());
        var server = new ServerState(new ServerConfiguration { SocketPath = PathOf("control"), Owner = "tests" })
        {
            TryAccept = listener =>
            {
                Interlocked.Increment(ref _accepts);
                return Accept(listener);
            },
        };
        _threads = new ServingThreads(Start);
        _lobby = new Lobby(
            Limit, client => _acceptor!.ServeElsewhere(client), client => client.Dispose(),
            client => _acceptor!.LetGo(client));
        server.Poller = _lobby.Poller;
        var reception = new Reception(server);
        _acceptor = new Acceptor(
            server, reception, _threads, _lobby, UnixSocket.Listen(PathOf("control"), backlog: 1));
        _door = new SelfService(
            server, reception, _threads, _acceptor.TakeElsewhere, PathOf("door"), deployment.Pool!.TimeToLive);
        _pool = new ParkedInstances(deployment.Pool, new Lot(this), new NoInstances())
        {
            EndByThemselves = true,
            Parked = Park,
            Emptied = _door.Emptied,
        };
        _door.Open(new DeployedFunction(deployment, _pool, sandbox: null)
        {
            Nats = new NatsRoute(deployment),
            Pool = _pool,
            Door = _door,
        });
    }

    /// <summary>Whether the system has any.</summary>
    public bool HasThreads { get; set; } = true;

    /// <summary>How often it had none.</summary>
    public int RefusedThreads => Volatile.Read(ref _refusedThreads);

    /// <summary>What accept(2) gives.</summary>
    public Func<int, StreamSocket?> Accept { get; set; } = UnixSocket.TryAccept;

    /// <summary>How often it was called.</summary>
    public int Accepts => Volatile.Read(ref _accepts);

    /// <summary>All instances so far, in the order of their starts.</summary>
    public ConcurrentQueue<Box> Parked { get; } = new();

    public Poller Poller => _lobby.Poller;

    /// <summary>Fills the pool, and keeps it full.</summary>
    /// <param name="started">What an instance does first: its place in the order of starts, and its channel.</param>
    public void Fill(Action<int, StreamSocket> started)
    {
        (_started, _isFilled) = (started, true);
        _pool.Open();
    }

    /// <summary>Connects to the door, asks there for the instances that live, and waits for the answer.</summary>
    public Task<IReadOnlyList<InstanceSummary>> AskAsync() =>
        Task.Factory.StartNew(() => (IReadOnlyList<InstanceSummary>)LiveInstances.Read(PathOf("door"), Limit),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public void Dispose()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        _door.Dispose();
        foreach (var box in Parked)
        {
            box.Instance.Kill();
        }

        if (_isFilled)
        {
            _pool.Dispose();
        }

        _acceptor.Dispose();
        _lobby.Dispose();
        _threads.Close();
        _folder.Delete(recursive: true);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private void Park(ParkedInstance parked)
    {
        _door.Parked(parked);
        Parked.Single(box => box.Instance == parked.Box).IsAtDoor = true;
    }

    private void Start(Thread thread)
    {
        if (!HasThreads)
        {
            Interlocked.Increment(ref _refusedThreads);
            throw new InsufficientMemoryException("as .NET says it, of the same kind");
        }

        thread.Start();
    }

    /// <summary>An instance that is no process: the test has its end of the channel.</summary>
    internal sealed class Box(StreamSocket ours, StreamSocket theirs)
    {
        public StreamSocket Ours => ours;

        public StreamSocket Theirs => theirs;

        /// <summary>What the pool sees of it.</summary>
        public UnboxedInstance Instance { get; } = new(theirs.Dispose);

        /// <summary>Whether the door watches it.</summary>
        public bool IsAtDoor { get; set; }
    }

    private sealed class Lot(TestDoor door) : IParkingLot
    {
        public ParkedInstance Start()
        {
            var (ours, theirs) = UnixSocket.Pair();
            var box = new Box(ours, theirs);
            door.Parked.Enqueue(box);
            door._started(door.Parked.Count - 1, theirs);
            return new ParkedInstance($"{door.Parked.Count}", "none", ours, box.Instance);
        }
    }

    private sealed class NoInstances : IInstanceSource
    {
        public InstanceLease Acquire(
            FunctionDeployment deployment, FunctionStage stage, string instanceId, ReadOnlySpan<byte> first) =>
            throw new NotSupportedException();
    }
}
