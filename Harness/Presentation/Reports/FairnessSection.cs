using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Reports;

/// <summary>Where the systems of the run differ beyond what is compared, from what each says of itself.</summary>
internal static class FairnessSection
{
    private const string Same = "same";
    private const string Differs = "differs";

    /// <summary>Adds the section.</summary>
    public static void Write(Markdown text, Run run)
    {
        var systems = run.Manifest.Systems;
        var aspects = new List<string> { "build", "isolation" };
        aspects.AddRange(systems.SelectMany(system => system.Facts.Keys).Distinct().Order(StringComparer.Ordinal)
            .Where(fact => !aspects.Contains(fact)));
        var rows = aspects.Select(aspect => Row(aspect, systems.Select(system => Value(run, system, aspect))))
            .OrderBy(row => row[^1] == Same)
            .ToList();
        var asymmetries = rows.Where(row => row[^1] == Differs).Select(row => Markdown.Escape(row[0])).ToList();
        text.Heading(2, "Fairness")
            .Paragraph("All systems ran the same step over the same bytes, in randomised blocks, one after the other, "
                + "with events that left when they were due. "
                + (systems.Count < 2 ? "There is no second system to compare with."
                    : asymmetries.Count == 0 ? "In what they say of themselves there is no asymmetry."
                    : $"Asymmetries: {string.Join(", ", asymmetries)}."))
            .Table(["aspect", .. systems.Select(system => system.Name), ""], rows);
    }

    private static IReadOnlyList<string> Row(string aspect, IEnumerable<string> values)
    {
        var all = values.ToList();
        return [aspect, .. all, all.Distinct().Count() > 1 ? Differs : Same];
    }

    private static string Value(Run run, DeployedSystem system, string aspect)
    {
        var value = aspect switch
        {
            "build" => system.Build,
            "isolation" => run.Scenario.Systems.FirstOrDefault(spec => spec.Name == system.Name)?.Option("isolation"),
            _ => system.Facts.GetValueOrDefault(aspect),
        };
        return string.IsNullOrEmpty(value) ? Numbers.Missing : value;
    }
}
