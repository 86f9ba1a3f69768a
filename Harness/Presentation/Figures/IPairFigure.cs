using Eval.Harness.Model;

namespace Eval.Harness.Presentation.Figures;

/// <summary>A figure of two runs.</summary>
internal interface IPairFigure : IFigureRecipe
{
    /// <summary>Draws it, or gives null where the comparisons hold nothing that it could show.</summary>
    DrawnFigure? Draw(IReadOnlyList<Comparison> comparisons);
}
