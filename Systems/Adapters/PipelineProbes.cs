using Eval.Systems.Functions.Probing;

namespace Eval.Systems.Adapters;

/// <summary>What the workers of one stream tell over the broker beside outputs: their probes' records, and the end of
/// each partition. An end may come twice, as events may.</summary>
internal sealed class PipelineProbes(int partitions)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<int, List<ProbeRecord>> _records = [];
    private readonly HashSet<int> _endedPartitions = [];
    private readonly Lock _gate = new();

    /// <summary>Ends once every partition has, so that every output has come back; fails with an
    /// <see cref="IOException"/> where the connection is lost.</summary>
    public Task Ended => _ended.Task;

    /// <summary>The probe log of each worker so far, by its process.</summary>
    public IReadOnlyList<(int WorkerId, byte[] Log)> Logs
    {
        get
        {
            lock (_gate)
            {
                return [.. _records.Select(worker => (worker.Key, ProbeLog.Encode(worker.Value)))];
            }
        }
    }

    /// <summary>A worker's probe told that.</summary>
    /// <exception cref="FormatException">It is not a probe log.</exception>
    public void Add(int workerId, ReadOnlySpan<byte> log)
    {
        var told = ProbeLog.Decode(log);
        lock (_gate)
        {
            if (!_records.TryGetValue(workerId, out var records))
            {
                _records.Add(workerId, records = []);
            }

            records.AddRange(told);
        }
    }

    /// <summary>Everything of that partition has come.</summary>
    public void End(int partition)
    {
        lock (_gate)
        {
            _endedPartitions.Add(partition);
            if (_endedPartitions.Count == partitions)
            {
                _ended.TrySetResult();
            }
        }
    }

    /// <summary>Nothing more will come.</summary>
    public void Fail(string reason)
    {
        _ended.TrySetException(new IOException(reason));
        _ = _ended.Task.Exception;
    }
}
