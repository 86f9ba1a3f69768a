using System.Diagnostics.CodeAnalysis;
using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Eval.Harness.Scenarios;

namespace Eval.Harness.Running;

/// <summary>
/// Which trial comes next, block by block. An invalid trial is planned again at its block's end, at most twice; a
/// failed one is a result and is not repeated. With adaptive repetitions further blocks follow, of the cells whose
/// interval is still too wide. All follows from the plan and the trials that have ended, so that a run that goes on has
/// the same trials in the end as one that never stopped.
/// </summary>
/// <param name="plan">The blocks that run in any case.</param>
/// <param name="added">Told of each trial that is planned beyond them.</param>
internal sealed class TrialSequence(TrialPlan plan, Action<Trial> added)
{
    private const int MostAttempts = 3;

    private readonly Scenario _scenario = plan.Scenario;
    private readonly ILookup<int, Trial> _blocks = plan.Trials.ToLookup(trial => trial.Block);
    private readonly Queue<Trial> _waiting = [];
    private readonly List<Measure> _measures = [];
    private int _nextBlock;

    /// <summary>The next trial; false where the run is over. The one before must have ended.</summary>
    public bool TryNext([NotNullWhen(true)] out Trial? trial)
    {
        while (!_waiting.TryDequeue(out trial))
        {
            var block = NextBlock();
            if (block.Count == 0)
            {
                return false;
            }

            block.ForEach(_waiting.Enqueue);
        }

        return true;
    }

    /// <summary>That trial has ended.</summary>
    public void Ended(Measure measure)
    {
        _measures.Add(measure);
        var trial = measure.Timeline.Trial;
        if (!measure.Valid && trial.Attempt < MostAttempts)
        {
            var repeated = TrialPlanner.Again(trial);
            _waiting.Enqueue(repeated);
            added(repeated);
        }
    }

    private List<Trial> NextBlock()
    {
        var block = _nextBlock++;
        if (block < _scenario.Repetitions)
        {
            return [.. _blocks[block]];
        }

        if (_scenario.Adaptive is not { } adaptive || block >= adaptive.Maximum)
        {
            return [];
        }

        var open = TrialPlanner.Block(_scenario, block).Where(trial => IsOpen(trial, adaptive.Until)).ToList();
        open.ForEach(added);
        return open;
    }

    private bool IsOpen(Trial trial, double until) => !Precision.IsReached(
        [
            .. _measures.Where(measure => measure.Timeline.Trial.System.Name == trial.System.Name
                && measure.Timeline.Trial.Duration == trial.Duration),
        ],
        until);
}
