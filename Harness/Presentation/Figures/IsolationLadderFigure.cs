using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Figures;

/// <summary>What starting costs on each rung of isolation, cold and warm apart.</summary>
internal sealed class IsolationLadderFigure : IFigure
{
    private static readonly string[] Rungs = ["in-process", "process", "bubblewrap", "docker"];

    /// <inheritdoc/>
    public string Name => "isolation-ladder";

    /// <inheritdoc/>
    public string Description =>
        "Cold start t1 - t0 in seconds, logarithmic, by isolation from none to a container, cold and warm apart";

    /// <inheritdoc/>
    public DrawnFigure? Draw(Run run)
    {
        var cells = Cells(run);
        var scale = new LogScale(
            cells.Select(cell => cell.Median).OfType<double>(),
            cells.Select(cell => cell.Estimate?.CiHigh).OfType<double>());
        return BarChart.Draw(cells, scale, "First event seen (s)", _ => "", "Start");
    }

    /// <summary>The systems of each kind that stands on more than one rung, or on one both cold and warm: by start,
    /// then from the lowest rung up.</summary>
    private static BarCell[] Cells(Run run)
    {
        var ladder = run.Scenario.Systems.Where(system => Rungs.Contains(system.Option("isolation")))
            .GroupBy(system => system.Kind)
            .Where(kind => kind.Select(system => (system.Option("isolation"), system.Option("start"))).Distinct()
                .Count() > 1)
            .SelectMany(kind => kind)
            .OrderBy(system => system.Option("start"), StringComparer.Ordinal)
            .ThenBy(system => Array.IndexOf(Rungs, system.Option("isolation")))
            .ToArray();
        return
        [
            .. from system in ladder
               from estimate in run.Estimates
               where estimate.Metric == "cold_start_s" && estimate.System == system.Name
               select new BarCell(
                   Names.Series(system.Name, estimate.Parameters), Group(run, system, estimate), estimate)
               {
                   IsWarm = system.Option("start") == "warm",
               },
        ];
    }

    private static string Group(Run run, SystemSpec system, Estimate estimate) => run.Scenario.Durations.Count == 1
        ? system.Option("start")
        : $"{system.Option("start")}, {Numbers.Duration(estimate.Duration)}";
}
