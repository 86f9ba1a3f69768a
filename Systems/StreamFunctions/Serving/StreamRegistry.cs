using System.Collections.Concurrent;
using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Reporting;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>The instances that live now.</summary>
internal sealed class StreamRegistry
{
    private readonly ConcurrentDictionary<string, Entry> _live = new();
    private volatile bool _isClosed;
    private long _count;

    /// <summary>Whether it was closed.</summary>
    public bool IsClosed => _isClosed;

    /// <summary>A fresh identity for an instance of that stream.</summary>
    public string NewInstanceId(string streamId) => $"{streamId}-{Interlocked.Increment(ref _count)}";

    /// <summary>Notes an instance; one that comes after the close is killed at once.</summary>
    public void Add(InstanceSummary instance, ISandboxedInstance process, StreamLifecycle lifecycle)
    {
        _live[instance.InstanceId] = new Entry(instance, process, lifecycle);
        if (_isClosed)
        {
            process.Kill();
        }
    }

    /// <summary>Forgets an instance that is gone.</summary>
    public void Remove(string instanceId) => _live.TryRemove(instanceId, out _);

    /// <summary>The live instances, in no order.</summary>
    public InstanceSummary[] Snapshot() =>
        [.. _live.Values.Select(entry => entry.Instance with
        {
            State = entry.Lifecycle.State,
            ProcessId = entry.Process.ProcessId ?? 0,
            Container = entry.Process.Container,
        })];

    /// <summary>How many live.</summary>
    public int Count => _live.Count;

    /// <summary>From now on each instance that comes is killed at once.</summary>
    public void Close() => _isClosed = true;

    /// <summary>Kills every instance, and waits until all are reaped.</summary>
    public void KillAll()
    {
        _isClosed = true;
        var processes = _live.Values.Select(entry => entry.Process).ToArray();
        foreach (var process in processes)
        {
            process.Kill();
        }

        Task.WaitAll([.. processes.Select(process => process.Exited)], TimeSpan.FromSeconds(2));
    }

    private sealed record Entry(InstanceSummary Instance, ISandboxedInstance Process, StreamLifecycle Lifecycle);
}
