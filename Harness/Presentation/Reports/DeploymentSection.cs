using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Reports;

/// <summary>What existed before t0, and what it took to bring it up.</summary>
internal static class DeploymentSection
{
    /// <summary>Adds the section.</summary>
    public static void Write(Markdown text, Run run)
    {
        text.Heading(2, "Deployed before the first trial")
            .Paragraph("None of this is in any number above.")
            .Table(
                ["system", "kind", "step", "took"],
                from system in run.Manifest.Systems
                from step in system.StepSeconds
                select (IReadOnlyList<string>)[system.Name, system.Kind, step.Key, Numbers.Seconds(step.Value)])
            .Table(
                ["system", "component", "version"],
                from system in run.Manifest.Systems
                from component in system.Components
                select (IReadOnlyList<string>)[system.Name, component.Key, component.Value]);
    }
}
