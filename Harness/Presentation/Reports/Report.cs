using Eval.Harness.Model;
using Eval.Harness.Presentation.Figures;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Reports;

/// <summary>report.md: the run for readers, one section a file.</summary>
internal static class Report
{
    private static readonly Action<Markdown, Run>[] Further =
    [
        ExpectationsSection.Write,
        FailuresSection.Write,
        ComparisonsSection.Write,
        PhasesSection.Write,
        ClosedFormSection.Write,
        CatchUpSection.Write,
        ResourcesSection.Write,
        DeploymentSection.Write,
        FairnessSection.Write,
        ProblemsSection.Write,
        HostSection.Write,
        ReproducibilitySection.Write,
        LimitsSection.Write,
    ];

    // A table of every stream against the closed form would have thousands of lines.
    private static readonly Action<Markdown, Run>[] FurtherOfSessions =
        [SessionsSection.Write, .. Further.Where(write => write != ClosedFormSection.Write)];

    private static readonly Action<Markdown, Run>[] FurtherOfFleets =
    [
        FleetSection.Write,
        ExpectationsSection.Write,
        HostSection.Write,
        LimitsSection.Write,
    ];

    /// <summary>The whole document.</summary>
    /// <param name="run">The run.</param>
    /// <param name="figures">Those that have been drawn of it.</param>
    public static string Render(Run run, IEnumerable<IFigureRecipe> figures)
    {
        var text = new Markdown();
        OverviewSection.Write(text, run);
        ResultsSection.Write(text, run, figures);
        var further = run.Fleets.Count > 0 ? FurtherOfFleets
            : run.Scenario.Arrivals is null ? Further
            : FurtherOfSessions;
        foreach (var write in further)
        {
            write(text, run);
        }

        return text.ToString();
    }
}
