using System.Globalization;
using System.Text.Json;
using Eval.Systems.Abstractions;
using Eval.Systems.Pipelines.Protocol;
using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>
/// A pipeline engine: a coordinator and its workers, all started at once as processes. A worker that ends is replaced
/// where the shape says so, a few times for each job; else its end breaks the cluster, as the coordinator's does.
/// </summary>
internal sealed class PipelineCluster : IAsyncDisposable
{
    /// <summary>How many workers may end while a job runs, before it is given up.</summary>
    private const int MostReplacements = 8;

    private readonly PipelineShape _shape;
    private readonly string _name;
    private readonly PipelineProcess _coordinator;
    private readonly TaskCompletionSource<string> _listening =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly Lock _gate = new();

    // Everything from here on is used under the gate.
    private readonly List<PipelineProcess> _processes = [];
    private readonly Dictionary<string, PipelineJob> _jobs = [];
    private readonly List<PipelineTakeover> _takeovers = [];
    private TaskCompletionSource _joined = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _workersStarted;
    private int _replacements;
    private string? _broken;
    private bool _isStopping;

    private PipelineCluster(PipelineShape shape, string name)
    {
        _shape = shape;
        _name = name;
        _coordinator = PipelineProcess.Start(
            shape.Executable, shape.CoordinatorArguments, $"{name}/coordinator", "coordinator");
        _processes.Add(_coordinator);
    }

    /// <summary>All processes that it began with exist since then (MonotonicClock nanoseconds).</summary>
    public long StartedNs { get; private set; }

    /// <summary>When every worker had first become a member (MonotonicClock nanoseconds); null: not yet.</summary>
    public long? JoinedNs { get; private set; }

    /// <summary>Ends when as many workers are members as should be: at once where none is missing now. Fails where the
    /// cluster broke.</summary>
    public Task Joined
    {
        get
        {
            lock (_gate)
            {
                return _joined.Task;
            }
        }
    }

    /// <summary>Those of its processes that still run.</summary>
    public IEnumerable<InstanceIdentity> LiveInstances =>
        Processes.Where(process => process.IsAlive).Select(process => process.Identity);

    /// <summary>Partitions that went on at another worker, so far.</summary>
    public IReadOnlyList<PipelineTakeover> Takeovers
    {
        get
        {
            lock (_gate)
            {
                return [.. _takeovers];
            }
        }
    }

    private PipelineProcess[] Processes
    {
        get
        {
            lock (_gate)
            {
                return [.. _processes];
            }
        }
    }

    /// <summary>Starts one under that name, and returns once its processes exist.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The executable cannot be started.</exception>
    public static PipelineCluster Start(PipelineShape shape, string name)
    {
        var cluster = new PipelineCluster(shape, name);
        try
        {
            for (var i = 0; i < shape.Workers; i++)
            {
                cluster.StartWorker();
            }

            cluster.StartedNs = MonotonicClock.NowNs;
            _ = cluster.FollowCoordinatorAsync();
            return cluster;
        }
        catch
        {
            _ = cluster.StopAsync(inOrder: false);
            throw;
        }
    }

    /// <summary>Has that job run, as soon as the cluster is complete.</summary>
    public PipelineJob Submit(Job job)
    {
        var submitted = new PipelineJob(job.Partitions);
        string? broken;
        lock (_gate)
        {
            _jobs[job.Id] = submitted;
            _replacements = 0;
            broken = _broken;
        }

        if (broken is not null)
        {
            submitted.Broke(broken);
        }

        _coordinator.Tell(JsonSerializer.Serialize(job, ProtocolJson.Default.Job));
        return submitted;
    }

    /// <summary>The processes that ran then or later, workers first.</summary>
    public IReadOnlyList<PipelineProcess> Since(long beganNs) =>
    [
        .. Processes.Where(process => !process.Ended.IsCompleted || process.Ended.Result >= beganNs)
            .OrderBy(process => process == _coordinator),
    ];

    /// <summary>Shuts all processes down, in order or by force, and gives the time when the last was reaped.</summary>
    public async Task<long> StopAsync(bool inOrder)
    {
        lock (_gate)
        {
            _isStopping = true;
        }

        var processes = Processes;
        await Task.WhenAll(processes.Select(process => inOrder ? process.StopAsync() : process.KillAsync()));
        return processes.Max(process => process.Ended.Result);
    }

    /// <summary>Kills what still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(inOrder: false);
        foreach (var process in Processes)
        {
            process.Dispose();
        }
    }

    private void StartWorker()
    {
        PipelineProcess worker;
        lock (_gate)
        {
            if (_isStopping)
            {
                return;
            }

            var number = (_workersStarted++).ToString(CultureInfo.InvariantCulture);
            worker = PipelineProcess.Start(
                _shape.Executable, _shape.WorkerArguments, $"{_name}/worker-{number}", "function");
            _processes.Add(worker);
        }

        _ = RunWorkerAsync(worker);
    }

    private async Task RunWorkerAsync(PipelineProcess worker)
    {
        await Task.WhenAny(_listening.Task, worker.Ended);
        if (_listening.Task.IsCompletedSuccessfully)
        {
            worker.Tell(_listening.Task.Result);
        }

        await worker.Ended;
        bool isReplaced;
        Missing();
        lock (_gate)
        {
            isReplaced = _shape.ReplacesWorkers && _replacements++ < MostReplacements;
        }

        if (!isReplaced)
        {
            Break($"the worker {worker.Epitaph}");
            return;
        }

        try
        {
            StartWorker();
        }
        catch (System.ComponentModel.Win32Exception failure)
        {
            Break($"a worker {worker.Epitaph}, and no other could be started: {failure.Message}");
        }
    }

    private async Task FollowCoordinatorAsync()
    {
        try
        {
            while (await _coordinator.Output.ReadLineAsync() is { } text)
            {
                Told(ControlLine.Decode(text));
            }
        }
        catch (Exception failure) when (failure is JsonException or IOException or ObjectDisposedException)
        {
            Break($"the coordinator cannot be understood: {failure.Message}");
            return;
        }

        await _coordinator.Ended;
        Break($"the coordinator {_coordinator.Epitaph}");
    }

    private void Told(ControlLine line)
    {
        switch (line.Kind)
        {
            case ControlKind.Listening:
                _listening.TrySetResult(line.Detail!);
                break;
            case ControlKind.Joined:
                JoinedNs ??= line.AtNs;
                lock (_gate)
                {
                    _joined.TrySetResult();
                }

                break;
            case ControlKind.Lost:
                Missing();
                break;
            default:
                JobOf(line)?.Told(line);
                break;
        }
    }

    private PipelineJob? JobOf(ControlLine line)
    {
        lock (_gate)
        {
            if (line is { Kind: ControlKind.Running, Attempt: > 0 })
            {
                _takeovers.Add(new PipelineTakeover(line.Job, line.Partition, line.WorkerId, line.AtNs));
            }

            var job = _jobs.GetValueOrDefault(line.Job);
            if (line.Kind is ControlKind.Completed or ControlKind.Failed)
            {
                _jobs.Remove(line.Job);
            }

            return job;
        }
    }

    /// <summary>One of the workers is gone, or counts as gone.</summary>
    private void Missing()
    {
        lock (_gate)
        {
            if (_broken is null && _joined.Task.IsCompleted)
            {
                _joined = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    /// <summary>Nothing runs here any more; every job ends with that reason.</summary>
    private void Break(string reason)
    {
        PipelineJob[] jobs;
        lock (_gate)
        {
            _broken ??= reason;
            jobs = [.. _jobs.Values];
            _jobs.Clear();
            if (_joined.Task.IsCompleted)
            {
                _joined = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            _joined.TrySetException(new IOException(reason));
            _ = _joined.Task.Exception;
        }

        foreach (var job in jobs)
        {
            job.Broke(reason);
        }
    }
}
