using System.Net.Sockets;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Faas;

/// <summary>An instance that is a process of its own, reached over its Unix socket.</summary>
internal sealed class ProcessInstance : IFunctionInstance
{
    private static readonly TimeSpan TrailersLimit = TimeSpan.FromSeconds(2);

    private readonly ISandboxedInstance _process;
    private readonly Socket _lifeline;
    private readonly string _socket;
    private readonly TaskCompletionSource<HostReport?> _report = new();
    private volatile bool _isEndAsked;
    private volatile InstanceAccount _account;

    /// <summary>Takes over a process that was started, and our end of its lifeline.</summary>
    public ProcessInstance(
        string instanceId, string executable, string socket, ISandboxedInstance process, Socket lifeline)
    {
        (_process, _lifeline, _socket) = (process, lifeline, socket);
        _account = new InstanceAccount
        {
            InstanceId = instanceId,
            ProcessId = process.ProcessId!.Value,
            ParentProcessId = Environment.ProcessId,
            Executable = executable,
            StartedNs = process.StartIssuedNs,
            SandboxNs = process.Started.Result,
        };
        Client = new HttpMessageInvoker(HandlerFor(socket));

        // A thread of its own wakes several times sooner than the pool does after being idle.
        new Thread(ReadReport) { IsBackground = true, Name = "host readiness" }.Start();
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
    public InstanceAccount Account => _account;

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
            _account = _account with
            {
                Trailers = trailers.ToDictionary(
                    trailer => trailer.Headers[FaasProtocol.StreamHeader] ?? "", trailer => trailer.Payload.ToArray()),
            };
        }
        catch (Exception failure) when (
            failure is HttpRequestException or OperationCanceledException or ProtocolException or ArgumentException)
        {
            _account = _account with { Failure = _account.Failure ?? $"no trailers: {failure.Message}" };
        }
    }

    /// <inheritdoc />
    public void Kill()
    {
        _isEndAsked = true;
        _process.Kill();
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
            _report.SetResult(HostReport.Read(_lifeline));
        }
        catch (SocketException)
        {
            // A reset connection says the same as a closed one.
            _report.SetResult(null);
        }
    }

    private async Task<string?> StartAsync()
    {
        var report = await _report.Task;
        if (report is null)
        {
            return (await _process.Exited).Describe();
        }

        if (report.Failure is null)
        {
            _account = _account with { RuntimeNs = report.MainNs, ConnectNs = report.ReadyNs };
        }

        return report.Failure;
    }

    private async Task<string> ExitAsync()
    {
        var exit = await _process.Exited;
        await Started;
        _account = _account with
        {
            TeardownNs = exit.ExitedNs,
            CpuSeconds = exit.CpuSeconds,
            RssPeakBytes = exit.PeakRssBytes,
            Failure = _isEndAsked ? _account.Failure : $"the function host ended: {exit.Describe()}",
        };
        _lifeline.Dispose();
        Client.Dispose();
        File.Delete(_socket);
        return exit.Describe();
    }
}
