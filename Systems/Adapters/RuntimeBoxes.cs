using System.Collections.Concurrent;
using System.Globalization;
using Eval.Systems.Abstractions;
using Eval.Systems.Sandboxes;

namespace Eval.Systems.Adapters;

/// <summary>Starts the programs of one system, a process a stream, in the same boxes as our own function hosts: a
/// session of its own, a wiped environment, a cgroup's limits.</summary>
internal sealed class RuntimeBoxes(SystemConfiguration configuration) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, RuntimeInstance> _started = [];
    private readonly ProcessSandbox _sandbox = new(new SandboxSettings
    {
        Owner = BoxKeys.Owner,
        Limits = BoxKeys.LimitsOf(configuration),
        Hardening = BoxKeys.HardeningOf(configuration),
    });

    private int _count;
    private bool _isDisposed;

    /// <summary>The protections that are off or that nothing enforces here.</summary>
    public IReadOnlyList<string> Relaxed => _sandbox.Relaxed;

    /// <summary>The instances whose process lives.</summary>
    public IReadOnlyList<InstanceIdentity> Live =>
        [.. _started.Values.Where(instance => !instance.HasEnded).Select(instance => instance.Identity)];

    /// <summary>Makes what the boxes share.</summary>
    /// <exception cref="SystemUnavailableException">It cannot be made here.</exception>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        try
        {
            await _sandbox.PrepareAsync(cancellation);
        }
        catch (SandboxException failure)
        {
            throw new SystemUnavailableException(failure.Message, failure);
        }
    }

    /// <summary>Starts a program; when the call returns, its process exists.</summary>
    /// <param name="command">What is started.</param>
    /// <param name="program">The executable that its process then runs.</param>
    /// <exception cref="IOException">It could not be started.</exception>
    public RuntimeInstance Start(SandboxCommand command, string program)
    {
        var number = Interlocked.Increment(ref _count);
        var id = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{number}");
        foreach (var (ended, _) in _started.Where(started => started.Value.HasEnded))
        {
            _started.TryRemove(ended, out _);
        }

        try
        {
            return _started[id] = new RuntimeInstance(_sandbox.Start(command with { InstanceId = id }), id, program);
        }
        catch (SandboxException failure)
        {
            throw new IOException(failure.Message, failure);
        }
    }

    /// <summary>Ends what still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        foreach (var instance in _started.Values)
        {
            instance.End(TimeSpan.Zero);
        }

        await _sandbox.DisposeAsync();
    }
}
