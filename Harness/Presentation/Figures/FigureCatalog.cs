using System.Reflection;

namespace Eval.Harness.Presentation.Figures;

/// <summary>All figures, found by reflection: a new one is one file in this folder.</summary>
public static class FigureCatalog
{
    /// <summary>Names and descriptions, by name, for <c>list figures</c>.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Descriptions { get; } =
        [.. All.Select(figure => KeyValuePair.Create(figure.Name, figure.Description))];

    /// <summary>The recipes, by name.</summary>
    internal static IReadOnlyList<IFigure> All => FindIn(typeof(FigureCatalog).Assembly);

    /// <summary>The recipes of an assembly.</summary>
    /// <exception cref="InvalidOperationException">Two have the same name and would write the same files.</exception>
    internal static IReadOnlyList<IFigure> FindIn(Assembly assembly)
    {
        var figures = assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IFigure)))
            .Select(type => (IFigure)Activator.CreateInstance(type)!)
            .OrderBy(figure => figure.Name, StringComparer.Ordinal)
            .ToList();
        var twice = figures.GroupBy(figure => figure.Name).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? figures
            : throw new InvalidOperationException($"two figures are named {twice.Key}");
    }
}
