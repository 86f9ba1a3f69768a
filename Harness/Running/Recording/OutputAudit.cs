using Eval.Harness.Model;

namespace Eval.Harness.Running.Recording;

/// <summary>Holds what came back against what the oracle expects.</summary>
internal static class OutputAudit
{
    /// <summary>
    /// Compares per sequence, in the order in which its outputs came. A sequence that came back more than once whole
    /// (a repeated delivery) matches by its first outputs; the rest shows in the count returned.
    /// </summary>
    public static OutputCheck Check(
        IReadOnlyList<IReadOnlyList<UInt128>> expected, IReadOnlyList<ReturnedOutput> returned, long returnedCount)
    {
        var bySequence = returned.ToLookup(output => output.Sequence);
        var wanted = 0;
        var matching = 0;
        long? firstWrong = null;
        for (var sequence = 0; sequence < expected.Count; sequence++)
        {
            var right = expected[sequence]
                .Zip(bySequence[sequence], (want, got) => want == got.Hash)
                .Count(same => same);
            wanted += expected[sequence].Count;
            matching += right;
            if (right < expected[sequence].Count)
            {
                firstWrong ??= sequence;
            }
        }

        return new OutputCheck(wanted, (int)Math.Min(returnedCount, int.MaxValue), matching, firstWrong);
    }
}
