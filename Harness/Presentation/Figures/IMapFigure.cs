using Eval.Harness.Model;

namespace Eval.Harness.Presentation.Figures;

/// <summary>A figure of a break-even map.</summary>
internal interface IMapFigure : IFigureRecipe
{
    /// <summary>Draws it, or gives null where the map holds nothing that it could show.</summary>
    DrawnFigure? Draw(BreakEvenMap map);
}
