using Eval.Harness.Model;

namespace Eval.Harness.Simulating.Models;

/// <summary>What is streamed through which function, as text: times of service and transport hold for that alone.
/// </summary>
public static class WorkloadText
{
    /// <summary>How many payloads differ changes no time.</summary>
    private const string Irrelevant = "distinct";

    /// <summary>What frames showed before there was a choice; runs from then do not say so.</summary>
    private static readonly KeyValuePair<string, string> Implied = new("content", "random");

    /// <summary>Such as <c>video height=120 width=160 grayscale</c>.</summary>
    public static string Of(WorkloadSpec workload, string function) => string.Join(
        ' ',
        [
            workload.Kind,
            .. workload.Options.Where(option => option.Key != Irrelevant && !option.Equals(Implied))
                .OrderBy(option => option.Key, StringComparer.Ordinal)
                .Select(option => $"{option.Key}={option.Value}"),
            function,
        ]);
}
