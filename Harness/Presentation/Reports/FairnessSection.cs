using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Reports;

/// <summary>Where the systems of the run differ beyond what is compared (DESIGN, Section 6): from the scenario, from
/// what each system says of itself, and from what its trials showed.</summary>
internal static class FairnessSection
{
    private const string Same = "same";
    private const string Differs = "differs";

    /// <summary>Adds the section.</summary>
    public static void Write(Markdown text, Run run)
    {
        var systems = run.Manifest.Systems;
        var rows = FairnessAspects.Of(run).OrderBy(aspect => aspect.IsSame).ToList();
        var asymmetries = rows.Where(aspect => !aspect.IsSame).ToList();
        text.Heading(2, "Fairness")
            .Paragraph("All systems ran the same step over the same bytes, in randomised blocks, one after the other, "
                + "with events that left when they were due. "
                + (systems.Count < 2 ? "There is no second system to compare with."
                    : asymmetries.Count == 0 ? "In what they say of themselves there is no asymmetry."
                    : $"Asymmetries: {string.Join(", ", asymmetries.Select(a => Markdown.Escape(a.Name)))}."));
        if (asymmetries.Count > 0)
        {
            text.List(asymmetries.Select(aspect => Described(aspect, systems)));
        }

        text.Table(
                ["aspect", .. systems.Select(system => system.Name), ""],
                rows.Select(aspect => (IReadOnlyList<string>)
                    [aspect.Name, .. aspect.Values, aspect.IsSame ? Same : Differs]))
            .Paragraph("What the systems promise, and what their trials showed, invalid ones apart:")
            .Table(
                [
                    "system", "trials", "instances", "order promised", "reordered", "loss excluded", "lost",
                    "duplicates excluded", "duplicated", "first event queued",
                ],
                run.Scenario.Systems.Select(spec => Shown(spec.Name, run)).OfType<IReadOnlyList<string>>());
    }

    /// <summary>Such as: build: aot (stream-function, faas); r2r (pipeline).</summary>
    private static string Described(FairnessAspect aspect, IReadOnlyList<DeployedSystem> systems)
    {
        var groups = aspect.Values.Zip(systems).GroupBy(pair => pair.First, pair => pair.Second.Name)
            .Select(group => $"{Markdown.Escape(group.Key)} ({Markdown.Escape(string.Join(", ", group))})");
        return $"{Markdown.Escape(aspect.Name)}: {string.Join("; ", groups)}";
    }

    private static IReadOnlyList<string>? Shown(string system, Run run)
    {
        var measures = run.Streams.Where(m => m.Timeline.Trial.System.Name == system && m.Valid).ToList();
        if (measures.Count == 0)
        {
            return null;
        }

        var promises = measures[0].Timeline.Promises;
        return
        [
            system,
            Numbers.Exact(measures.Count),
            Range(measures.Select(m => m.Timeline.Instances.Count).ToList()),
            Numbers.YesNo(promises.KeepsOrder),
            Numbers.Exact(measures.Sum(m => m.Reordered)),
            Numbers.YesNo(promises.LosesNothing),
            Numbers.Exact(measures.Sum(m => m.Lost)),
            Numbers.YesNo(promises.DuplicatesNothing),
            Numbers.Exact(measures.Sum(m => m.Duplicated)),
            Numbers.Seconds(Median.Of(measures.Select(m => m.Timeline.Consumption.QueueSeconds).OfType<double>())),
        ];
    }

    private static string Range(List<int> counts) => counts.Min() == counts.Max()
        ? Numbers.Exact(counts.Min())
        : $"{Numbers.Exact(counts.Min())} to {Numbers.Exact(counts.Max())}";
}
