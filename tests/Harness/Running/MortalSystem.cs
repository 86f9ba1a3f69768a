using System.Diagnostics;
using Eval.Systems.Abstractions;
using Eval.Systems.Functions.Probing;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;

namespace Eval.Tests.Harness.Running;

/// <summary>Echoes events inside this process as long as a child of it lives, which stands for the instance: a real
/// process for a real signal. When the child is gone, the stream is broken.</summary>
/// <param name="serves">Whether the child tells that it serves.</param>
[SystemFault("instance")]
internal sealed class MortalSystem(bool serves) : ISystemUnderTest
{
    private const string Instance = "i-1";

    private Process? _child;
    private InstanceIdentity? _identity;

    public SystemTraits Traits { get; } = new(
        true, true, true, true, IsBatch: false, HasInstances: false);

    /// <summary>The child's number.</summary>
    public int ChildId => _child!.Id;

    public async Task<Deployment> DeployAsync(CancellationToken cancellation)
    {
        _child = Process.Start("sleep", "600");
        while (ProcessTable.Find(_child.Id) is not { Executable: var path } || !path.EndsWith("sleep"))
        {
            await Task.Delay(1, cancellation);
        }

        var executable = ProcessTable.Find(_child.Id)!.Executable;
        _identity = new InstanceIdentity(
            Instance, "function", _child.Id, Environment.ProcessId, MonotonicClock.NowNs, executable)
        {
            Serves = serves,
        };
        return new Deployment { HostExecutable = executable };
    }

    public Task<IReadOnlyList<InstanceIdentity>> ObserveAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<InstanceIdentity>>(_child!.HasExited ? [] : [_identity!]);

    public IStreamUnderTest Prepare(StreamRequest request, IStreamObserver observer) =>
        new Stream(_child!, request.Events, observer);

    public ValueTask DisposeAsync()
    {
        _child?.Kill();
        _child?.WaitForExit();
        _child?.Dispose();
        return ValueTask.CompletedTask;
    }

    private sealed class Stream(Process child, int events, IStreamObserver observer) : IStreamUnderTest
    {
        private readonly Probe _probe = new(events);
        private long? _learnedNs;

        public void Send(StreamEvent item)
        {
            if (child.HasExited)
            {
                _learnedNs ??= MonotonicClock.NowNs;
                return;
            }

            observer.Sent(item.Sequence, MonotonicClock.NowNs);
            _probe.Received(item.Sequence);
            _probe.HandedOver(item.Sequence);
            observer.Returned(item, MonotonicClock.NowNs);
        }

        public void Complete()
        {
        }

        // The probe dies with its instance.
        public Task<StreamReport> FinishAsync(CancellationToken cancellation) => Task.FromResult(new StreamReport
        {
            Outcome = _learnedNs is null ? StreamOutcome.Completed : StreamOutcome.Failed,
            LearnedNs = _learnedNs,
            Trailers = _learnedNs is null ? [new InstanceTrailer(Instance, ProbeLog.Encode(_probe.Records))] : [],
        });

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
