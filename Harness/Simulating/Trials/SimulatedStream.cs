using Eval.Harness.Model;
using Eval.Harness.Simulating.Models;
using Eval.Harness.Workloads;
using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Randomness;
using Eval.Systems.Simulation.Streams;

namespace Eval.Harness.Simulating.Trials;

/// <summary>One stream in virtual time, frame by frame, from its own t0 on; it depends on its trial and its system
/// alone.</summary>
internal sealed class SimulatedStream
{
    /// <summary>Why a planned fault is not in its timeline.</summary>
    public const string NotModelled = "faults are not modelled: the stream ran without";

    private const uint TeardownPurpose = 32;

    private readonly Trial _trial;
    private readonly ModelledSystem _system;
    private readonly StreamRecord _first;
    private readonly List<StreamRecord> _later = [];
    private readonly long _teardownNs;
    private readonly long _lastDueNs;

    /// <summary>Simulates it.</summary>
    /// <param name="trial">The stream.</param>
    /// <param name="system">Its system.</param>
    /// <param name="stages">How many functions it passes.</param>
    public SimulatedStream(Trial trial, ModelledSystem system, int stages)
    {
        (_trial, _system) = (trial, system);
        var schedule = WorkloadCatalog.Create(trial.Workload).Schedule(trial.Events, trial.Seed);
        long[] dueNs = [.. Enumerable.Range(0, trial.Events).Select(schedule.OffsetNs)];
        var entity = (ulong)trial.Attempt;
        _lastDueNs = dueNs[^1];
        _first = trial.System.Kind == "faas"
            ? RequestsStream.Run(system.Model, dueNs, trial.Seed, entity)
            : FrameByFrameStream.Run(system.Model, dueNs, trial.Seed, entity);
        for (var stage = 1; stage < stages; stage++)
        {
            _later.Add(FollowingStage.Run(system.Model, _later.LastOrDefault(_first), trial.Seed, entity, stage));
        }

        var random = new RandomStream(trial.Seed, entity, TeardownPurpose);
        _teardownNs = system.Teardown.SampleNs(ref random);
    }

    /// <summary>Its timeline where it begins at that time.</summary>
    /// <param name="t0Ns">t0, virtual nanoseconds.</param>
    /// <param name="deadline">The most time beyond its nominal duration.</param>
    public Timeline At(long t0Ns, TimeSpan deadline)
    {
        var deadlineNs = (long)(_trial.Duration + deadline).TotalNanoseconds;
        var timeline = new TimelineOfStream(_trial, _system, _first, t0Ns) { Later = _later }
            .Build(_teardownNs, deadlineNs);
        return timeline with
        {
            Faults =
            [
                .. _trial.Faults.Select(fault => new InjectedFault(
                    fault.Part, fault.At, t0Ns + (long)(fault.At * _lastDueNs)) { Problem = NotModelled }),
            ],
        };
    }
}
