using Eval.Harness.Analysis.Stamps;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Gates;

/// <summary>
/// Who answered is not who should have: a function instance runs another executable, the harness itself did not see an
/// instance with the parent and executable that the system told, or an event was handled by an instance that the system
/// did not tell of. An instance that was started for more load and handled nothing answered nobody. Instances of a
/// stream that broke may be gone before anybody can look.
/// </summary>
internal sealed class WrongIdentityGate : IGate
{
    /// <inheritdoc/>
    public string Name => "wrong-identity";

    /// <inheritdoc/>
    public string? Violation(Measure measure)
    {
        var timeline = measure.Timeline;
        if (!timeline.Promises.HasInstances)
        {
            return null;
        }

        var expected = timeline.Observations.ExpectedExecutable;
        var other = timeline.Instances.FirstOrDefault(
            i => expected is not null && i.Role == Coldness.FunctionRole && i.Executable != expected);
        if (other is not null)
        {
            return $"{other.InstanceId} runs {other.Executable}";
        }

        var told = timeline.Instances.Select(i => i.InstanceId).ToHashSet();
        var stranger = timeline.Events.FirstOrDefault(e => e.InstanceId is not null && !told.Contains(e.InstanceId));
        if (stranger.InstanceId is not null)
        {
            return $"event {stranger.Sequence} was handled by {stranger.InstanceId}, of which the system did not tell";
        }

        var unseen = told.Except(timeline.Observations.ConfirmedInstances).Except(Unused(timeline))
            .Order(StringComparer.Ordinal).ToArray();
        return unseen.Length > 0 && timeline.Outcome == Outcome.Completed
            ? $"not seen by the harness: {string.Join(", ", unseen)}"
            : null;
    }

    /// <summary>The function instances that handled no event, where it is known which did.</summary>
    private static IEnumerable<string> Unused(Timeline timeline)
    {
        var used = timeline.Stages.SelectMany(stage => stage.Events).Concat(timeline.Events)
            .Select(e => e.InstanceId).OfType<string>().ToHashSet();
        return used.Count == 0
            ? []
            : timeline.Instances.Where(i => i.Role == Coldness.FunctionRole && !used.Contains(i.InstanceId))
                .Select(i => i.InstanceId);
    }
}
