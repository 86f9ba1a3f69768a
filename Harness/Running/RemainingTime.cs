using Eval.Harness.Model;

namespace Eval.Harness.Running;

/// <summary>
/// How long the rest of a run will take: each waiting trial takes the pause before it, its duration, and what trials
/// of its system took beyond theirs so far (a second where none has ended).
/// </summary>
/// <param name="planned">The trials.</param>
/// <param name="arrivalSpan">How long the streams of a session keep coming.</param>
/// <param name="pause">How long each trial waits before it begins.</param>
internal sealed class RemainingTime(IReadOnlyList<Trial> planned, TimeSpan arrivalSpan, TimeSpan pause)
{
    /// <summary>What a trial takes beyond its stream where nothing is known of its system, seconds.</summary>
    public const double AssumedSeconds = 1;

    private readonly List<Trial> _waiting = [.. planned];
    private readonly Dictionary<string, (double Seconds, int Trials)> _beyond = [];

    /// <summary>Trials in all, ended ones too.</summary>
    public int Planned { get; private set; } = planned.Count;

    /// <summary>The estimate now.</summary>
    public TimeSpan Remaining => TimeSpan.FromSeconds(_waiting.Sum(SecondsOf));

    public void Add(Trial trial)
    {
        _waiting.Add(trial);
        Planned++;
    }

    public void Ended(Trial trial, Measure measure)
    {
        _waiting.Remove(trial);
        var endNs = measure.Phases.Count > 0 ? measure.Phases[^1].EndNs : measure.T2Ns ?? measure.T0Ns;
        var beyond = Math.Max(0, ((endNs - measure.T0Ns) / 1e9) - (trial.Duration + arrivalSpan).TotalSeconds);
        var (seconds, trials) = _beyond.GetValueOrDefault(trial.System.Name);
        _beyond[trial.System.Name] = (seconds + beyond, trials + 1);
    }

    private double SecondsOf(Trial trial) =>
        (pause + trial.Duration + arrivalSpan).TotalSeconds
        + (_beyond.TryGetValue(trial.System.Name, out var so) ? so.Seconds / so.Trials : AssumedSeconds);
}
