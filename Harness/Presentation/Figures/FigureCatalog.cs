using System.Reflection;

namespace Eval.Harness.Presentation.Figures;

/// <summary>All figures, found by reflection: a new one is one file in this folder.</summary>
public static class FigureCatalog
{
    /// <summary>Names and descriptions, by name, for <c>list figures</c>.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Descriptions { get; } =
    [
        .. FindIn<IFigureRecipe>(typeof(FigureCatalog).Assembly)
            .Select(figure => KeyValuePair.Create(figure.Name, figure.Description)),
    ];

    /// <summary>The recipes for one run, by name.</summary>
    internal static IReadOnlyList<IFigure> All { get; } = FindIn<IFigure>(typeof(FigureCatalog).Assembly);

    /// <summary>The recipes for two runs, by name.</summary>
    internal static IReadOnlyList<IPairFigure> Pairs { get; } = FindIn<IPairFigure>(typeof(FigureCatalog).Assembly);

    /// <summary>The recipes for a break-even map, by name.</summary>
    internal static IReadOnlyList<IMapFigure> Maps { get; } = FindIn<IMapFigure>(typeof(FigureCatalog).Assembly);

    /// <summary>The recipes for what a model predicts, by name.</summary>
    internal static IReadOnlyList<IPredictionFigure> Predictions { get; } =
        FindIn<IPredictionFigure>(typeof(FigureCatalog).Assembly);

    /// <summary>The recipes of an assembly.</summary>
    /// <exception cref="InvalidOperationException">Two have the same name and would write the same files.</exception>
    internal static IReadOnlyList<TRecipe> FindIn<TRecipe>(Assembly assembly)
        where TRecipe : IFigureRecipe
    {
        var figures = assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(TRecipe)))
            .Select(type => (TRecipe)Activator.CreateInstance(type)!)
            .OrderBy(figure => figure.Name, StringComparer.Ordinal)
            .ToList();
        var twice = figures.GroupBy(figure => figure.Name).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? figures
            : throw new InvalidOperationException($"two figures are named {twice.Key}");
    }
}
