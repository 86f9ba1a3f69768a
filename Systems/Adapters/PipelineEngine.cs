using System.Text.Json;
using Eval.Systems.Abstractions;
using Eval.Systems.Pipelines.Protocol;
using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>A pipeline engine for one job: a coordinator and a worker process, both started at once.</summary>
internal sealed class PipelineEngine : IAsyncDisposable
{
    private readonly PipelineProcess _coordinator;
    private readonly PipelineProcess _worker;

    private PipelineEngine(PipelineProcess coordinator, PipelineProcess worker)
    {
        _coordinator = coordinator;
        _worker = worker;
        StartedNs = MonotonicClock.NowNs;
        Job = RunJobAsync();
    }

    /// <summary>Both processes exist since then (MonotonicClock nanoseconds).</summary>
    public long StartedNs { get; }

    /// <summary>Ends with the job; fails with an <see cref="IOException"/> that says why it broke.</summary>
    public Task Job { get; }

    /// <summary>What the worker told when its graph was ready, or null so far.</summary>
    public ControlLine? Running { get; private set; }

    /// <summary>Who belongs to it.</summary>
    public IReadOnlyList<InstanceIdentity> Instances => [_worker.Identity, _coordinator.Identity];

    /// <summary>Those that still run.</summary>
    public IEnumerable<InstanceIdentity> LiveInstances =>
        Processes.Where(process => process.IsAlive).Select(process => process.Identity);

    private PipelineProcess[] Processes => [_worker, _coordinator];

    /// <summary>Starts the engine of that executable for that job, and returns once its processes exist.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The executable cannot be started.</exception>
    public static PipelineEngine Start(string executable, Job job)
    {
        var coordinator = PipelineProcess.Start(executable, "coordinator", "coordinator", job.StreamId);
        try
        {
            var worker = PipelineProcess.Start(executable, "worker", "function", job.StreamId);
            coordinator.Tell(JsonSerializer.Serialize(job, ProtocolJson.Default.Job));
            return new PipelineEngine(coordinator, worker);
        }
        catch
        {
            _ = coordinator.KillAsync();
            throw;
        }
    }

    /// <summary>Shuts both processes down, in order or by force, and gives the time when the last was reaped.</summary>
    public async Task<long> StopAsync(bool inOrder)
    {
        await Task.WhenAll(Processes.Select(process => inOrder ? process.StopAsync() : process.KillAsync()));
        return Math.Max(await _coordinator.Ended, await _worker.Ended);
    }

    /// <summary>What the two processes consumed so far; asked right before they stop.</summary>
    public ResourceUse Consumption()
    {
        var each = Processes.Select(process => process.Consumption()).ToArray();
        return new ResourceUse
        {
            CpuSeconds = each.All(one => one.CpuSeconds is not null) ? each.Sum(one => one.CpuSeconds) : null,
            RssPeakBytes = each.Max(one => one.RssPeakBytes),
        };
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

    private async Task RunJobAsync()
    {
        var told = FollowCoordinatorAsync();
        await Task.WhenAny(told, _worker.Ended, _coordinator.Ended);
        if (told.IsCompleted)
        {
            await told;
            return;
        }

        var (dead, name) = _worker.Ended.IsCompleted ? (_worker, "worker") : (_coordinator, "coordinator");
        throw new IOException($"the {name} {dead.Epitaph}");
    }

    private async Task FollowCoordinatorAsync()
    {
        while (await _coordinator.Output.ReadLineAsync() is { } text)
        {
            var line = ControlLine.Decode(text);
            switch (line.Kind)
            {
                case ControlKind.Listening:
                    _worker.Tell(line.Detail!);
                    break;
                case ControlKind.Running:
                    Running = line;
                    break;
                case ControlKind.Completed:
                    return;
                default:
                    throw new IOException($"the job failed: {line.Detail}");
            }
        }

        await _coordinator.Ended;
        throw new IOException($"the coordinator {_coordinator.Epitaph}");
    }
}
