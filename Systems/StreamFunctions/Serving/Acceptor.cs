using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Lifecycle;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>
/// Accepts producers. A few threads are parked in accept(2); the one that gets a connection serves it to its end, so
/// that no thread is made or handed anything between a connect and its spawn. A connection that stays silent for a
/// moment goes to the lobby instead of holding a thread. Where no stream can be taken, its refusal costs no more than a
/// look at what it asks for.
/// </summary>
internal sealed class Acceptor(
    ServerState server, Reception reception, ServingThreads threads, Lobby lobby, int listener) : IDisposable
{
    private const int FirstParked = 4;

    // Beyond these a thread that has served goes; fewer would make threads come and go under a load of short streams.
    private const int MostParked = 16;

    // A producer that connects and speaks is heard within this; it costs a thread that long.
    private const long PatienceNs = 2_000_000;
    private const int MostPatient = 4;

    private readonly Refusal _leftEarly =
        new(EndCode.ProtocolViolation, "protocol: closed before the opening");

    private readonly Refusal _unwatched = new(EndCode.Overloaded, "the system watches no more connections");
    private readonly Refusal _noDescriptor = new(EndCode.Overloaded, "there are no descriptors for more connections");
    private readonly Refusal _noThread = new(EndCode.Overloaded, "there are no threads for more streams");
    private readonly SpareDescriptor _spare = new();
    private int _parked;
    private int _patient;
    private volatile bool _isClosed;

    /// <summary>Begins to accept.</summary>
    public void Start()
    {
        // Written while there are descriptors: the first report that is written loads libraries, and each is a file.
        _ = _noDescriptor.Report.Length;
        _ = _noThread.Report.Length;
        for (var i = 0; i < FirstParked; i++)
        {
            if (!TryPark())
            {
                throw new IOException("cannot start the threads that accept");
            }
        }
    }

    /// <summary>Has a thread serve a connection whose opening is there; one that would be refused anyhow, or that no
    /// thread is left for, is refused here. Does not block: nothing was sent to it yet, so its report finds room.
    /// </summary>
    public void ServeElsewhere(StreamSocket client)
    {
        if (server.Admission.Foresee() is { } foreseen && OpeningPeek.AsksForStream(client))
        {
            Refuse(client, foreseen);
        }
        else if (!threads.Run(() => ServeAndClose(client)))
        {
            Refuse(client, _noThread);
        }
    }

    /// <summary>Has a thread take a new connection; one that no thread is left for is refused here.</summary>
    public void TakeElsewhere(StreamSocket client)
    {
        if (!threads.Run(() => Take(client)))
        {
            RefuseForWant(client, _noThread);
        }
    }

    /// <summary>Refuses a connection, and closes it.</summary>
    public void Refuse(StreamSocket client, Refusal refusal)
    {
        using (client)
        {
            reception.Refuse(client, refusal);
        }

        server.Admission.Leave();
    }

    /// <summary>Closes a connection that ended before its opening; one that only sends no more is told so.</summary>
    public void LetGo(StreamSocket client)
    {
        if ((Waiting.Ends(client) & (Readiness.HungUp | Readiness.Broken)) == 0)
        {
            Refuse(client, _leftEarly);
        }
        else
        {
            client.Dispose();
            server.Admission.Leave();
        }
    }

    /// <summary>Accepts no more.</summary>
    public void Dispose()
    {
        _isClosed = true;
        UnixSocket.Close(listener);
        _spare.Dispose();
    }

    /// <summary>Adds a thread that accepts. A new thread needs descriptors for a moment, too.</summary>
    private bool TryPark()
    {
        Interlocked.Increment(ref _parked);
        if (threads.TryStart(AcceptAndServe))
        {
            return true;
        }

        Interlocked.Decrement(ref _parked);
        return false;
    }

    private void AcceptAndServe()
    {
        while (!_isClosed)
        {
            StreamSocket? client;
            try
            {
                client = server.TryAccept(listener);
                if (client is null)
                {
                    _spare.Accept(listener, RefuseForWant);
                    continue;
                }

                if (!_spare.Regain() || client.Descriptor >= DescriptorLimit.Current - DescriptorBudget.Kept)
                {
                    // This connection has one of the last descriptors. Without any, none of those behind it would be
                    // answered, and a runtime that wants to start a thread ends itself.
                    RefuseForWant(client);
                    _spare.Regain();
                    continue;
                }
            }
            catch (IOException)
            {
                // The listener was closed.
                Interlocked.Decrement(ref _parked);
                return;
            }

            if (Interlocked.Decrement(ref _parked) > 0 || TryPark())
            {
                Take(client);
            }
            else
            {
                // Nobody would accept while this thread serves.
                RefuseForWant(client, _noThread);
            }

            if (Interlocked.Increment(ref _parked) > MostParked)
            {
                Interlocked.Decrement(ref _parked);
                return;
            }
        }
    }

    /// <summary>Serves a new connection, or has it wait in the lobby.</summary>
    public void Take(StreamSocket client)
    {
        server.Counters.Connected();
        if (server.Admission.Arrive() is { } refusal)
        {
            Refuse(client, refusal);
        }
        else if (!IsReady(client))
        {
            if (!lobby.TryEnter(client, MonotonicClock.NowNs))
            {
                Refuse(client, _unwatched);
            }
        }
        else if (server.Admission.Foresee() is { } foreseen && OpeningPeek.AsksForStream(client))
        {
            Refuse(client, foreseen);
        }
        else
        {
            ServeAndClose(client);
        }
    }

    private void ServeAndClose(StreamSocket client)
    {
        using (client)
        {
            reception.Serve(client);
        }

        server.Admission.Leave();
    }

    private void RefuseForWant(StreamSocket client) => RefuseForWant(client, _noDescriptor);

    private void RefuseForWant(StreamSocket client, Refusal refusal)
    {
        server.Counters.Connected();
        using (client)
        {
            reception.Refuse(client, refusal);
        }
    }

    /// <summary>Only a few threads wait for an opening at a time; in a crowd of silent connections the others go to the
    /// lobby at once.</summary>
    private bool IsReady(StreamSocket client)
    {
        if (OpeningPeek.Look(client) == Arrival.Ready)
        {
            return true;
        }

        var isReady = Interlocked.Increment(ref _patient) <= MostPatient
            && Waiting.For(client, Readiness.Readable, MonotonicClock.NowNs + PatienceNs) != Readiness.None
            && OpeningPeek.Look(client) == Arrival.Ready;
        Interlocked.Decrement(ref _patient);
        return isReady;
    }
}
