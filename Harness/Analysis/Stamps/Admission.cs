using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Stamps;

/// <summary>Whether a system accepted a stream.</summary>
public static class Admission
{
    /// <summary>True where it did, whatever became of the stream then; null where nothing tells.</summary>
    public static bool? Of(Measure stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return stream.Timeline.Outcome switch
        {
            Outcome.Rejected => false,
            Outcome.Completed => true,
            _ when stream.Received > 0 || stream.Timeline.Marks.Any(mark => mark.Phase == PhaseName.Admit) => true,
            _ => null,
        };
    }
}
