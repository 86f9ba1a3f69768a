using Eval.Harness.Model;

namespace Eval.Harness.Presentation.Figures;

/// <summary>A figure's recipe: one class, found by reflection, with a constructor without parameters and a test that
/// looks at its picture.</summary>
internal interface IFigure
{
    /// <summary>The name of its files, a slug.</summary>
    string Name { get; }

    /// <summary>One line: what it shows and where it comes from. It is the picture's alternative text.</summary>
    string Description { get; }

    /// <summary>Draws it, or gives null where the run holds nothing that it could show.</summary>
    DrawnFigure? Draw(Run run);
}
