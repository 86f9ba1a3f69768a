namespace Eval.Harness.Presentation.Figures;

/// <summary>What every figure's recipe tells of itself: one class, found by reflection, with a constructor without
/// parameters and a test that looks at its picture.</summary>
internal interface IFigureRecipe
{
    /// <summary>The name of its files, a slug.</summary>
    string Name { get; }

    /// <summary>One line: what it shows and where it comes from. It is the picture's alternative text.</summary>
    string Description { get; }
}
