using System.Net.Sockets;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Faas;

/// <summary>An instance in a box of its own, reached over its Unix socket. One thread starts it, waits until it is
/// ready, and stays until its end: some boxes die with the thread that started them, and a thread of its own wakes
/// several times sooner than the pool does after being idle.</summary>
internal sealed class HostInstance : IFunctionInstance
{
    private static readonly TimeSpan TrailersLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(10);

    private readonly IHostDoor _door;
    private readonly HostConnections _connections;
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<string?> _started = new();
    private readonly TaskCompletionSource<string> _ended = new();
    private readonly TaskCompletionSource<string> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ISandboxedInstance? _box;
    private volatile bool _isEndAsked;
    private volatile string? _lastProbe;
    private volatile InstanceAccount _account;

    /// <summary>Issues a start on a thread of its own.</summary>
    /// <param name="instanceId">Unique on the gateway.</param>
    /// <param name="executable">The path that it runs.</param>
    /// <param name="door">Where gateway and host meet; owned from now on.</param>
    /// <param name="start">Starts the box, or throws a <see cref="SandboxException"/>.</param>
    public HostInstance(string instanceId, string executable, IHostDoor door, Func<ISandboxedInstance> start)
    {
        (InstanceId, _door) = (instanceId, door);
        _connections = HostConnections.To(door.Socket);
        _account = new InstanceAccount
        {
            InstanceId = instanceId,
            Executable = executable,
            StartedNs = MonotonicClock.NowNs,
        };
        new Thread(() => Live(start)) { IsBackground = true, Name = "function host" }.Start();
    }

    /// <inheritdoc />
    public string InstanceId { get; }

    /// <inheritdoc />
    public HttpMessageInvoker Client => _connections.Client;

    /// <inheritdoc />
    public Task<string?> Started => _started.Task;

    /// <inheritdoc />
    public Task<string> Exited => _exited.Task;

    /// <inheritdoc />
    public InstanceAccount Account
    {
        get
        {
            NoteProcess();
            return _account with { LastProbe = _lastProbe };
        }
    }

    /// <inheritdoc />
    public async Task CollectTrailersAsync()
    {
        try
        {
            var trailers = await TrailersAsync(stream: null);
            Note(account => account with
            {
                Trailers = trailers.ToDictionary(
                    trailer => trailer.Headers[FaasProtocol.StreamHeader] ?? "", trailer => trailer.Payload.ToArray()),
            });
        }
        catch (Exception failure) when (IsOfTrailers(failure))
        {
            Note(account => account with { Failure = account.Failure ?? $"no trailers: {failure.Message}" });
        }
    }

    /// <inheritdoc />
    public async Task<byte[]?> TakeTrailerAsync(string stream)
    {
        try
        {
            return (await TrailersAsync(stream)).Select(trailer => trailer.Payload.ToArray()).FirstOrDefault();
        }
        catch (Exception failure) when (IsOfTrailers(failure))
        {
            return null;
        }
    }

    /// <inheritdoc />
    public void Kill()
    {
        _isEndAsked = true;
        ISandboxedInstance? box;
        lock (_gate)
        {
            box = _box;
        }

        NoteProcess();
        box?.Kill();
    }

    private static bool IsOfTrailers(Exception failure) =>
        failure is HttpRequestException or OperationCanceledException or ProtocolException or ArgumentException;

    /// <summary>One event a stream, its trailer as payload: of all streams, or of that one alone.</summary>
    private async Task<IReadOnlyList<StreamEvent>> TrailersAsync(string? stream)
    {
        using var limit = new CancellationTokenSource(TrailersLimit);
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://function" + FaasProtocol.TrailersRoute);
        if (stream is not null)
        {
            request.Headers.TryAddWithoutValidation(FaasProtocol.StreamHeader, stream);
        }

        using var response = await Client.SendAsync(request, limit.Token);
        return EventBody.Decode(
            await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(limit.Token));
    }

    private void Live(Func<ISandboxedInstance> start)
    {
        if (Begin(start) is { } refusal)
        {
            _started.SetResult(refusal);
            End(refusal);
            return;
        }

        var box = _box!;
        var boxed = BoxAsync(box);
        _ = ExitAsync(box, boxed);
        _started.SetResult(WaitUntilReady(boxed));
        _exited.Task.Wait();
    }

    /// <summary>Gives null, or why there is no box. An end that was asked for meanwhile comes now.</summary>
    private string? Begin(Func<ISandboxedInstance> start)
    {
        try
        {
            var box = start();
            lock (_gate)
            {
                _box = box;
            }

            Note(account => account with { StartedNs = box.StartIssuedNs });
            if (_isEndAsked)
            {
                box.Kill();
            }

            return null;
        }
        catch (SandboxException failure)
        {
            return failure.Message;
        }
        finally
        {
            _door.HandedOver();
        }
    }

    /// <summary>Blocks until the host says that it listens and answers that it is ready; gives null, or why it will
    /// not. A host in a container may be ready before its engine has said that it runs.</summary>
    private string? WaitUntilReady(Task<string?> boxed)
    {
        HostReport? report;
        try
        {
            report = _door.ReadReport();
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // A reset connection says the same as a closed one.
            report = null;
        }

        if (report is null)
        {
            return boxed.GetAwaiter().GetResult() ?? _ended.Task.GetAwaiter().GetResult();
        }

        if (report.Failure is not null)
        {
            return report.Failure;
        }

        Note(account => account with { RuntimeNs = report.MainNs });
        return Probe();
    }

    /// <summary>Asks until the host is ready or gone; whoever waits bounds the time, and then kills it.</summary>
    private string? Probe()
    {
        while (true)
        {
            var connection = ReadinessProbe.Ask(_door.Socket, out var answer);
            if (answer is null)
            {
                _lastProbe = null;
                _connections.Keep(connection);
                var nowNs = MonotonicClock.NowNs;
                Note(account => account with { ConnectNs = nowNs });
                return null;
            }

            _lastProbe = answer;
            if (_ended.Task.Wait(ProbeInterval))
            {
                return _ended.Task.Result;
            }
        }
    }

    /// <summary>Notes that the box is there, and gives null; or why it never will be.</summary>
    private async Task<string?> BoxAsync(ISandboxedInstance box)
    {
        try
        {
            var startedNs = await box.Started;
            Note(account => account with { SandboxNs = startedNs });
            NoteProcess();
            return null;
        }
        catch (SandboxException failure)
        {
            _door.HostIsGone();
            return failure.Message;
        }
    }

    private async Task ExitAsync(ISandboxedInstance box, Task<string?> boxed)
    {
        ProcessExit? exit = null;
        string end;
        try
        {
            exit = await box.Exited;
            end = exit.Describe();
        }
        catch (SandboxException failure)
        {
            end = failure.Message;
        }

        _ended.SetResult(end);
        _door.HostIsGone();
        await Started;
        await boxed;
        Note(account => account with
        {
            TeardownNs = exit?.ExitedNs,
            CpuSeconds = exit?.CpuSeconds,
            RssPeakBytes = exit?.PeakRssBytes,
        });
        End(end);
    }

    private void End(string how)
    {
        Note(account => account with
        {
            Failure = _isEndAsked ? account.Failure : $"the function host ended: {how}",
        });
        _connections.Dispose();
        try
        {
            _door.Dispose();
        }
        catch (Exception left) when (left is IOException or UnauthorizedAccessException)
        {
            Note(account => account with { Failure = account.Failure ?? $"its files are left: {left.Message}" });
        }

        _exited.SetResult(how);
    }

    /// <summary>An engine tells the process's number some time after the start, and the host's connection maybe before;
    /// its parent can be seen while it lives. Our own children's is known, without a look at the kernel's table that a
    /// cold start would pay.</summary>
    private void NoteProcess()
    {
        if (_account.ProcessId is null && (_box?.ProcessId ?? _door.PeerProcessId) is { } number)
        {
            var parent = _door.SharedFolder is null
                ? Environment.ProcessId
                : ProcessTable.Find(number)?.ParentProcessId;
            Note(account => account with { ProcessId = number, ParentProcessId = parent });
        }
    }

    /// <summary>Several things are learnt at once: no account may undo another.</summary>
    private void Note(Func<InstanceAccount, InstanceAccount> learnt)
    {
        lock (_gate)
        {
            _account = learnt(_account);
        }
    }
}
