using System.Net.Sockets;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Faas;

/// <summary>An instance in a box of its own, reached over its Unix socket.</summary>
internal sealed class HostInstance : IFunctionInstance
{
    private static readonly TimeSpan TrailersLimit = TimeSpan.FromSeconds(2);

    private readonly ISandboxedInstance _box;
    private readonly IHostDoor _door;
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<HostReport?> _report = new();
    private readonly Task<string?> _boxed;
    private volatile bool _isEndAsked;
    private volatile InstanceAccount _account;

    /// <summary>Takes over a box whose start was issued, and its door.</summary>
    public HostInstance(string instanceId, string executable, IHostDoor door, ISandboxedInstance box)
    {
        (_box, _door) = (box, door);
        _account = new InstanceAccount
        {
            InstanceId = instanceId,
            Executable = executable,
            StartedNs = box.StartIssuedNs,
        };
        Client = new HttpMessageInvoker(HandlerFor(door.Socket));

        // A thread of its own wakes several times sooner than the pool does after being idle.
        new Thread(ReadReport) { IsBackground = true, Name = "host readiness" }.Start();
        _boxed = BoxAsync();
        Started = StartAsync();
        Exited = ExitAsync();
    }

    /// <inheritdoc />
    public HttpMessageInvoker Client { get; }

    /// <inheritdoc />
    public Task<string?> Started { get; }

    /// <inheritdoc />
    public Task<string> Exited { get; }

    /// <inheritdoc />
    public InstanceAccount Account
    {
        get
        {
            NoteProcess();
            return _account;
        }
    }

    /// <inheritdoc />
    public async Task CollectTrailersAsync()
    {
        using var limit = new CancellationTokenSource(TrailersLimit);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "http://function" + FaasProtocol.TrailersRoute);
            using var response = await Client.SendAsync(request, limit.Token);
            var body = await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(limit.Token);
            var trailers = EventBody.Decode(body);
            Note(account => account with
            {
                Trailers = trailers.ToDictionary(
                    trailer => trailer.Headers[FaasProtocol.StreamHeader] ?? "", trailer => trailer.Payload.ToArray()),
            });
        }
        catch (Exception failure) when (
            failure is HttpRequestException or OperationCanceledException or ProtocolException or ArgumentException)
        {
            Note(account => account with { Failure = account.Failure ?? $"no trailers: {failure.Message}" });
        }
    }

    /// <inheritdoc />
    public void Kill()
    {
        _isEndAsked = true;
        NoteProcess();
        _box.Kill();
    }

    private static SocketsHttpHandler HandlerFor(string socket) => new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
        ConnectCallback = async (_, cancellation) =>
        {
            var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancellation);
                return new NetworkStream(connection, ownsSocket: true);
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        },
    };

    private void ReadReport()
    {
        try
        {
            _report.SetResult(_door.ReadReport());
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // A reset connection says the same as a closed one.
            _report.SetResult(null);
        }
    }

    /// <summary>Notes that the box is there, and gives null; or why it never will be.</summary>
    private async Task<string?> BoxAsync()
    {
        try
        {
            var startedNs = await _box.Started;
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

    /// <summary>The report alone decides: a host in a container may be ready before its engine has said so.</summary>
    private async Task<string?> StartAsync()
    {
        var report = await _report.Task;
        if (report is null)
        {
            return await _boxed ?? await EndAsync();
        }

        if (report.Failure is null)
        {
            Note(account => account with { RuntimeNs = report.MainNs, ConnectNs = report.ReadyNs });
        }

        return report.Failure;
    }

    private async Task<string> EndAsync()
    {
        try
        {
            return (await _box.Exited).Describe();
        }
        catch (SandboxException failure)
        {
            return failure.Message;
        }
    }

    private async Task<string> ExitAsync()
    {
        var end = await EndAsync();
        _door.HostIsGone();
        await Started;
        await _boxed;
        var exit = _box.Exited.IsCompletedSuccessfully ? _box.Exited.Result : null;
        Note(account => account with
        {
            TeardownNs = exit?.ExitedNs,
            CpuSeconds = exit?.CpuSeconds,
            RssPeakBytes = exit?.PeakRssBytes,
            Failure = _isEndAsked ? account.Failure : $"the function host ended: {end}",
        });
        Client.Dispose();
        Close();
        return end;
    }

    private void Close()
    {
        try
        {
            _door.Dispose();
        }
        catch (Exception left) when (left is IOException or UnauthorizedAccessException)
        {
            Note(account => account with { Failure = account.Failure ?? $"its files are left: {left.Message}" });
        }
    }

    /// <summary>An engine tells the process's number some time after the start, and the host's connection maybe before;
    /// its parent can be seen while it lives. Our own children's is known, without a look at the kernel's table that a
    /// cold start would pay.</summary>
    private void NoteProcess()
    {
        if (_account.ProcessId is null && (_box.ProcessId ?? _door.PeerProcessId) is { } number)
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
