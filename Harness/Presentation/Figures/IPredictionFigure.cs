using Eval.Harness.Model;

namespace Eval.Harness.Presentation.Figures;

/// <summary>A figure of what a model predicts.</summary>
internal interface IPredictionFigure : IFigureRecipe
{
    /// <summary>Draws it, or gives null where nothing was predicted.</summary>
    DrawnFigure? Draw(IReadOnlyList<PredictionCheck> checks);
}
