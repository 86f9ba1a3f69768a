using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Stamps;

/// <summary>What a trial's faults explain: once something was killed, loss, repetition and new instances are results.
/// </summary>
internal static class Kills
{
    /// <summary>When the first part was killed, nanoseconds; null: none was.</summary>
    public static long? FirstNs(Timeline timeline) => timeline.Faults.Min(fault => fault.KilledNs);

    /// <summary>Whether a part was killed.</summary>
    public static bool Explain(Timeline timeline) => FirstNs(timeline) is not null;
}
