using System.Collections.Concurrent;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Hosting;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Instances;
using Eval.Systems.StreamFunctions.Lifecycle;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>
/// The door of a function whose parked instances accept their producers by themselves. What an instance got, it tells
/// on its channel, with a copy of the connection, and the stream is attended like any that was handed over. While no
/// instance waits there, the control plane accepts. Nobody ends an instance that waits there, since it may have a
/// producer of which it has not told yet: accept(2) ends by itself after the time to live, or when the door is shut.
/// </summary>
internal sealed class SelfService : IDisposable
{
    private static readonly TimeSpan WordLimit = TimeSpan.FromSeconds(2);

    // Later than the first output of an instance that has just accepted: whoever attends it would take its core.
    private const long PatienceNs = 1_000_000;

    // Where the system had no thread or no descriptor: others end meanwhile.
    private const long RetryNs = 10_000_000;

    private readonly ServerState _server;
    private readonly Reception _reception;
    private readonly ServingThreads _threads;
    private readonly Action<StreamSocket> _take;
    private readonly string _path;
    private readonly Lock _door = new();
    private readonly Alarm _alarm;
    private readonly ConcurrentQueue<ParkedInstance> _spoken = new();
    private DeployedFunction? _function;
    private bool _isClosed;

    // Cleared on the poller's thread alone, before it looks.
    private volatile bool _owesAccept;

    /// <summary>Listens.</summary>
    /// <param name="take">Serves a connection that the control plane accepted.</param>
    /// <param name="timeToLive">How long an instance waits here.</param>
    /// <exception cref="IOException">The path is served, something else than a socket, too long or not writable.
    /// </exception>
    public SelfService(
        ServerState server, Reception reception, ServingThreads threads, Action<StreamSocket> take, string path,
        TimeSpan timeToLive)
    {
        (_server, _reception, _threads, _take, _path) = (server, reception, threads, take, path);
        Listener = UnixSocket.Listen(path, server.Limits.Connections);
        _alarm = new Alarm();
        HostSocket.LimitWaits(Listener, Math.Max(1, (long)timeToLive.TotalMilliseconds));
        server.Poller.Watch(_alarm.Descriptor, Readiness.Readable, WakeUp);
    }

    /// <summary>What the instances inherit.</summary>
    public int Listener { get; }

    /// <summary>Its function is there: who comes while no instance waits is served by the control plane.</summary>
    public void Open(DeployedFunction function)
    {
        _function = function;
        Emptied();
    }

    /// <summary>An instance waits at the door.</summary>
    public void Parked(ParkedInstance parked)
    {
        lock (_door)
        {
            _server.Poller.Forget(Listener);
            if (!_isClosed)
            {
                _server.Poller.Watch(
                    parked.Channel.Descriptor, Readiness.Readable | Readiness.PeerClosed, () => Spoken(parked));
            }
        }
    }

    /// <summary>Nobody waits at the door.</summary>
    public void Emptied()
    {
        lock (_door)
        {
            _server.Poller.Forget(Listener);
            if (!_isClosed)
            {
                _server.Poller.Watch(Listener, Readiness.Readable, AcceptElsewhere);
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_door)
        {
            _isClosed = true;
            _server.Poller.Forget(Listener);
            _server.Poller.Forget(_alarm.Descriptor);
        }

        // Whoever has spoken is attended all the same, and whoever came before the door was shut is answered.
        AttendAll();
        _alarm.Dispose();
        File.Delete(_path);
        UnixSocket.Shut(Listener);
        TakeAllWhile(() => true);
        UnixSocket.Close(Listener);
    }

    private void Spoken(ParkedInstance parked)
    {
        // In this order: one that has ended says nothing more.
        var hasEnded = Waiting.Ends(parked.Channel) != Readiness.None;
        var hasSpoken = Unread.BytesOf(parked.Channel) > 0;
        if (!hasEnded && !hasSpoken)
        {
            // This was about another one, which had the same descriptor a moment ago.
            return;
        }

        _server.Poller.Forget(parked.Channel.Descriptor);
        if (!hasSpoken)
        {
            // It has ended, or can at least tell of no producer any more; the pool sees its end by itself.
            parked.Box.Kill();
        }
        else if (!OpeningPeek.AsksForStream(parked.Channel))
        {
            GiveUp(parked);
        }
        else if (_function?.Pool?.Take(parked) == true)
        {
            lock (_door)
            {
                if (!_isClosed && _spoken.IsEmpty)
                {
                    _alarm.Set(MonotonicClock.NowNs + PatienceNs);
                }

                _spoken.Enqueue(parked);
                if (!_isClosed)
                {
                    return;
                }
            }

            AttendAll();
        }
    }

    /// <summary>What it tells of is no producer: it could not start, or cannot accept, and the next may fare no better.
    /// </summary>
    private void GiveUp(ParkedInstance parked)
    {
        if (_function?.Pool?.Take(parked, failed: true) == true)
        {
            Drop(parked.Lease(firstSent: 0));
        }
    }

    private void WakeUp()
    {
        AttendAll();
        if (_owesAccept)
        {
            _owesAccept = false;
            AcceptElsewhere();
        }
    }

    private void AttendAll()
    {
        while (_spoken.TryDequeue(out var parked))
        {
            if (!_threads.Run(() => Attend(parked.Lease(firstSent: 0))))
            {
                // Nobody would look after it.
                Drop(parked.Lease(firstSent: 0));
            }
        }
    }

    /// <summary>Without a thread for it, tries again in a moment.</summary>
    private void AcceptElsewhere()
    {
        if (!_threads.Run(AcceptHere))
        {
            AcceptLater();
        }
    }

    /// <summary>Whoever came waits in the listener's queue, of which the poller does not tell again.</summary>
    private void AcceptLater()
    {
        _owesAccept = true;
        lock (_door)
        {
            if (!_isClosed)
            {
                _alarm.Set(MonotonicClock.NowNs + RetryNs);
            }
        }
    }

    /// <summary>A parked instance that is started at this moment may be faster; the next producer is then
    /// ours.</summary>
    private void AcceptHere() => TakeAllWhile(() => _function?.Pool?.Count == 0);

    private void TakeAllWhile(Func<bool> holds)
    {
        try
        {
            while (holds() && Waiting.IsReadable(Listener))
            {
                if (_server.TryAccept(Listener) is not { } client)
                {
                    AcceptLater();
                    return;
                }

                _take(client);
            }
        }
        catch (IOException)
        {
            // The door was shut, and nobody is left there; or somebody else was faster, and nobody came after.
        }
    }

    private void Attend(InstanceLease lease)
    {
        var reader = new FrameReader();
        try
        {
            var admittedNs = MonotonicClock.NowNs;
            var frame = TakeFirst(lease.Channel!, reader, out var client);
            using (client)
            {
                var opening = Opening.Read(frame);
                var bytes = new Frame(FrameType.Open, frame.Bytes.ToArray());
                var greeting = Greeting.Read(Take(lease.Channel!, reader));
                var stream = new LiveStream(opening.StreamId, _function!.Deployment.Name, admittedNs);
                var request = new StreamRequest(client, reader, opening, bytes, _function, stream);
                _reception.ServeAccepted(request, lease, greeting);
            }
        }
        catch (Exception failure) when (failure is IOException or ProtocolException)
        {
            // It died at the door, or is no host of ours.
            Drop(lease);
        }
    }

    /// <summary>Ends an instance with its stream, whose producer sees the connection close.</summary>
    private static void Drop(InstanceLease lease)
    {
        lease.Instance.Kill();
        lease.Dispose();
    }

    private static Frame TakeFirst(StreamSocket channel, FrameReader reader, out StreamSocket client)
    {
        var count = DescriptorPassing.Receive(channel, reader.Space(), wait: false, out var descriptor);
        if (descriptor < 0)
        {
            throw new IOException("no connection came with the instance's word");
        }

        client = new StreamSocket(descriptor);
        try
        {
            reader.Arrived(count);
            return Take(channel, reader);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private static Frame Take(StreamSocket channel, FrameReader reader)
    {
        var deadlineNs = MonotonicClock.NowNs + (long)WordLimit.TotalNanoseconds;
        Frame frame;
        while (!reader.TryTake(out frame))
        {
            var isThere = Waiting.For(channel, Readiness.Readable, deadlineNs) != Readiness.None;
            var count = isThere ? channel.Receive(reader.Space(), wait: false) : 0;
            if (count <= 0)
            {
                throw new IOException("the instance broke off");
            }

            reader.Arrived(count);
        }

        return frame;
    }
}
