namespace Eval.Harness.Model;

/// <summary>The outputs against the oracle's.</summary>
/// <param name="Expected">How many outputs the oracle gives.</param>
/// <param name="Returned">How many came back.</param>
/// <param name="Matching">How many of the expected came back right, byte for byte (compared by 128-bit hash).</param>
/// <param name="FirstWrong">The sequence of the first wrong or missing one, or null.</param>
public sealed record OutputCheck(int Expected, int Returned, int Matching, long? FirstWrong)
{
    /// <summary>Everything came back, right, and nothing else.</summary>
    public bool IsRight => Expected == Returned && Expected == Matching;
}
