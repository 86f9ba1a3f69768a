using Eval.Systems.Pipelines.Protocol;

namespace Eval.Systems.Adapters;

/// <summary>A job on a cluster, as the coordinator tells of it.</summary>
internal sealed class PipelineJob(int partitions)
{
    private readonly TaskCompletionSource _running = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<int> _ready = [];
    private long _readyNs = long.MaxValue;

    /// <summary>Ends once the graph of every partition runs, or where the job broke before.</summary>
    public Task Running => _running.Task;

    /// <summary>Ends with the job; fails with an <see cref="IOException"/> that says why it broke.</summary>
    public Task Completed => _completed.Task;

    /// <summary>When the first partition's graph was ready (MonotonicClock nanoseconds): from then on events can be
    /// handled. Null: none is.</summary>
    public long? ReadyNs => _readyNs < long.MaxValue ? _readyNs : null;

    /// <summary>Events that were dropped since their window had closed; known at the end.</summary>
    public long Late { get; private set; }

    /// <summary>Takes what the coordinator tells; from one thread at a time.</summary>
    public void Told(ControlLine line)
    {
        switch (line.Kind)
        {
            case ControlKind.Running when _ready.Add(line.Partition):
                _readyNs = Math.Min(_readyNs, line.AtNs);
                if (_ready.Count == partitions)
                {
                    _running.TrySetResult();
                }

                break;
            case ControlKind.Completed:
                Late = line.Late;
                _completed.TrySetResult();
                break;
            case ControlKind.Failed:
                Broke($"the job failed: {line.Detail}");
                break;
            default:
                // Another partition's worker goes on, which the cluster notes.
                break;
        }
    }

    /// <summary>It cannot go on any more.</summary>
    public void Broke(string reason)
    {
        _completed.TrySetException(new IOException(reason));
        _running.TrySetException(new IOException(reason));
        _ = _running.Task.Exception;
    }
}
