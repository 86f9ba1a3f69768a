using System.Globalization;
using Eval.Harness.Scenarios.Quantities;

namespace Eval.Harness.Scenarios.Naming;

/// <summary>Names of trials: unique in a run, readable, and safe as file names.</summary>
internal static class TrialId
{
    /// <summary><c>b003-stream-function-10s-a1</c>.</summary>
    public static string Of(int block, string slug, TimeSpan duration, int attempt) => string.Create(
        CultureInfo.InvariantCulture, $"b{block:000}-{slug}-{DurationText.Format(duration)}-a{attempt}");

    /// <summary>The same with another attempt.</summary>
    public static string Again(string trialId, int attempt) => string.Create(
        CultureInfo.InvariantCulture, $"{trialId[..trialId.LastIndexOf('-')]}-a{attempt}");
}
