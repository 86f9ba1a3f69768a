using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Reports;

/// <summary>report.md: the run for readers, one section a file.</summary>
internal static class Report
{
    private static readonly Action<Markdown, Run>[] Sections =
    [
        OverviewSection.Write,
        ResultsSection.Write,
        ExpectationsSection.Write,
        ComparisonsSection.Write,
        PhasesSection.Write,
        ClosedFormSection.Write,
        CatchUpSection.Write,
        ResourcesSection.Write,
        DeploymentSection.Write,
        FairnessSection.Write,
        ProblemsSection.Write,
        HostSection.Write,
        LimitsSection.Write,
    ];

    private static readonly Action<Markdown, Run>[] FleetSections =
    [
        OverviewSection.Write,
        ResultsSection.Write,
        FleetSection.Write,
        ExpectationsSection.Write,
        HostSection.Write,
        LimitsSection.Write,
    ];

    /// <summary>The whole document.</summary>
    public static string Render(Run run)
    {
        var text = new Markdown();
        foreach (var write in run.Fleets.Count > 0 ? FleetSections : Sections)
        {
            write(text, run);
        }

        return text.ToString();
    }
}
