using System.Net;
using Eval.Systems.Faas;

namespace Eval.Tests.Systems.Faas;

/// <summary>An instance whose readiness and end the test decides.</summary>
internal sealed class FakeInstance(string instanceId) : IFunctionInstance
{
    private readonly TaskCompletionSource<string?> _started = new();
    private readonly TaskCompletionSource<string> _exited = new();

    public string InstanceId => instanceId;

    public HttpMessageInvoker Client => new(new Answering(IsGone.Task));

    public Task<string?> Started => _started.Task;

    public Task<string> Exited => _exited.Task;

    /// <summary>What the question whether it is still there is answered with.</summary>
    public TaskCompletionSource<bool> IsGone { get; } = new();

    public bool HasCollectedTrailers { get; private set; }

    public InstanceAccount Account { get; } = new()
    {
        InstanceId = instanceId,
        ProcessId = 1,
        ParentProcessId = 1,
        Executable = "fake",
        StartedNs = 0,
        SandboxNs = 0,
    };

    public Task CollectTrailersAsync()
    {
        HasCollectedTrailers = true;
        return Task.CompletedTask;
    }

    /// <summary>The streams whose trailer was taken.</summary>
    public List<string> Taken { get; } = [];

    public Task<byte[]?> TakeTrailerAsync(string stream)
    {
        Taken.Add(stream);
        return Task.FromResult<byte[]?>([1]);
    }

    public void Kill() => Exit("killed");

    public void Become(string? failure) => _started.SetResult(failure);

    public void Exit(string how)
    {
        _started.TrySetResult(how);
        _exited.TrySetResult(how);
    }

    private sealed class Answering(Task<bool> isGone) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            await isGone.WaitAsync(cancellationToken)
                ? throw new HttpRequestException("nobody is there")
                : new HttpResponseMessage(HttpStatusCode.OK);
    }
}
