using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Reports;

/// <summary>The machine before and after.</summary>
internal static class HostSection
{
    /// <summary>Adds the section.</summary>
    public static void Write(Markdown text, Run run)
    {
        var (before, after) = (run.Manifest.HostBefore, run.Manifest.HostAfter);
        text.Heading(2, "Host")
            .Paragraph($"Clock: {Markdown.Escape(run.Manifest.Clock)}.")
            .Table(["fact", "before", "after"], before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
                .Select(fact => (IReadOnlyList<string>)[fact, Value(before, fact), Value(after, fact)]));
    }

    private static string Value(IReadOnlyDictionary<string, string> facts, string fact) =>
        facts.GetValueOrDefault(fact, Numbers.Missing);
}
