namespace Eval.Harness.Analysis.Statistics;

/// <summary>Holm's step-down correction for several tests (Holm 1979).</summary>
public static class Holm
{
    /// <summary>The adjusted p of each test, in the order given: the k-th smallest of m takes the largest of
    /// (m − j + 1)·p_(j) over j ≤ k, at most 1.</summary>
    public static IReadOnlyList<double> Adjust(IReadOnlyList<double> pValues)
    {
        ArgumentNullException.ThrowIfNull(pValues);
        var adjusted = new double[pValues.Count];
        var largest = 0.0;
        var remaining = pValues.Count;
        foreach (var index in Enumerable.Range(0, pValues.Count).OrderBy(i => pValues[i]))
        {
            largest = Math.Max(largest, Math.Min(1, remaining * pValues[index]));
            adjusted[index] = largest;
            remaining--;
        }

        return adjusted;
    }
}
