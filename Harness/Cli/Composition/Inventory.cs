using Eval.Harness.Analysis.Metrics;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Figures;

namespace Eval.Harness.Cli.Composition;

/// <summary>Everything that exists, section by section, with its scenario keys.</summary>
internal static class Inventory
{
    private static readonly Dictionary<string, Func<IEnumerable<(string Name, string Description)>>> BySection = new()
    {
        ["systems"] = () => Words.All.Systems.Select(Row),
        ["workloads"] = () => Words.All.Workloads.Select(Row),
        ["functions"] = () => Words.All.Functions.Select(Row),
        ["arrivals"] = () => Words.All.Arrivals.Select(Row),
        ["metrics"] = () => MetricCatalog.OfSessions.Select(metric => (
            metric.Name, $"unit {metric.Unit}{(metric.IsOfSession ? ", of sessions" : "")}")),
        ["figures"] = () => FigureCatalog.Descriptions.Select(figure => (figure.Key, figure.Value)),
    };

    /// <summary>The sections' names.</summary>
    public static IReadOnlyCollection<string> Sections => BySection.Keys;

    /// <summary>Name and description of each thing in that section.</summary>
    public static IEnumerable<(string Name, string Description)> Of(string section) => BySection[section]();

    private static (string Name, string Description) Row(KindDescription kind) =>
        (kind.Kind, kind.Keys.Count == 0
            ? kind.Description
            : $"{kind.Description} [{string.Join(", ", kind.Keys.Select(key => key.Name))}]");
}
