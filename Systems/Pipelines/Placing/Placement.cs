using Eval.Systems.Pipelines.Protocol;
using Eval.Systems.Sdk;

namespace Eval.Systems.Pipelines.Placing;

/// <summary>
/// Which worker runs which partition of which job. Nothing is placed before the cluster is complete. What a lost worker
/// ran is placed anew, at the worker with the least to do, or at the next one that joins; where a job's state would be
/// lost with the worker, the job fails instead. Calls do not overlap.
/// </summary>
/// <param name="workers">How many workers make the cluster complete.</param>
/// <param name="deploy">Sends an assignment to a worker.</param>
/// <param name="tell">Tells whoever submits jobs.</param>
internal sealed class Placement(int workers, Action<string, Assignment> deploy, Action<ControlLine> tell)
{
    private readonly List<string> _members = [];
    private readonly Dictionary<string, PlacedJob> _jobs = [];
    private bool _wasComplete;

    /// <summary>Runs that job as soon as the cluster is complete.</summary>
    public void Submit(Job job)
    {
        _jobs[job.Id] = new PlacedJob(job);
        PlaceAll();
    }

    /// <summary>A worker at that address can run partitions from now on.</summary>
    public void Joined(string worker)
    {
        _members.Add(worker);
        if (_members.Count == workers)
        {
            _wasComplete = true;
            tell(new ControlLine(ControlKind.Joined, AtNs: MonotonicClock.NowNs));
        }

        PlaceAll();
    }

    /// <summary>The worker at that address is gone, or counts as gone; without effect where it was no member.</summary>
    public void Lost(string worker)
    {
        if (!_members.Remove(worker))
        {
            return;
        }

        tell(new ControlLine(ControlKind.Lost, Detail: worker, AtNs: MonotonicClock.NowNs));
        foreach (var placed in _jobs.Values.Where(job => job.Parts.Any(part => part.Runs(worker))).ToArray())
        {
            if (placed.Job.WhyItCannotMove() is { } reason)
            {
                End(placed, ControlKind.Failed, $"the worker at {worker} was lost, and {reason}");
                continue;
            }

            foreach (var part in placed.Parts.Where(part => part.Runs(worker)))
            {
                part.Worker = null;
            }
        }

        PlaceAll();
    }

    /// <summary>What a worker told of an assignment. Of one that was taken from it meanwhile nothing counts.</summary>
    public void Told(ControlLine line)
    {
        if (!_jobs.TryGetValue(line.Job, out var placed)
            || placed.Parts[line.Partition] is not { IsDone: false } part || part.Attempt != line.Attempt)
        {
            return;
        }

        switch (line.Kind)
        {
            case ControlKind.Running:
                tell(line);
                break;
            case ControlKind.Done:
                part.IsDone = true;
                part.Late = line.Late;
                if (placed.Parts.All(each => each.IsDone))
                {
                    End(placed, ControlKind.Completed, reason: null);
                }

                break;
            default:
                End(placed, ControlKind.Failed, line.Detail);
                break;
        }
    }

    private void End(PlacedJob placed, ControlKind kind, string? reason)
    {
        _jobs.Remove(placed.Job.Id);
        tell(new ControlLine(kind, placed.Job.Id, reason, Late: placed.Parts.Sum(part => part.Late)));
    }

    private void PlaceAll()
    {
        if (!_wasComplete || _members.Count == 0)
        {
            return;
        }

        foreach (var placed in _jobs.Values)
        {
            foreach (var part in placed.Parts.Where(part => part is { IsDone: false, Worker: null }))
            {
                part.Worker = _members.MinBy(LoadOf)!;
                part.Attempt++;
                deploy(part.Worker, new Assignment(placed.Job, part.Partition, part.Attempt));
            }
        }
    }

    private int LoadOf(string worker) => _jobs.Values.Sum(job => job.Parts.Count(part => part.Runs(worker)));
}
