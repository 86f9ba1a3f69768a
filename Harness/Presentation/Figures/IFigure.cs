using Eval.Harness.Model;

namespace Eval.Harness.Presentation.Figures;

/// <summary>A figure of one run.</summary>
internal interface IFigure : IFigureRecipe
{
    /// <summary>Draws it, or gives null where the run holds nothing that it could show.</summary>
    DrawnFigure? Draw(Run run);
}
