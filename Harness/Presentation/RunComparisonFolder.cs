using System.Text;
using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Figures;
using Eval.Harness.Presentation.Reports;
using Eval.Harness.Presentation.Storage;

namespace Eval.Harness.Presentation;

/// <summary>The comparison of two runs as files.</summary>
public static class RunComparisonFolder
{
    /// <summary>Writes comparison.md and the figures of two runs.</summary>
    /// <exception cref="RunFolderException">The folder holds something already.</exception>
    public static void Write(
        string directory,
        Run earlier,
        Run later,
        Comparability comparability,
        IReadOnlyList<Comparison> comparisons)
    {
        var folder = RunFolder.CreateAt(directory).Directory;
        var report = RunComparisonReport.Render(earlier, later, comparability, comparisons);
        AtomicFile.Write(Path.Combine(folder, "comparison.md"), Encoding.UTF8.GetBytes(report));
        foreach (var recipe in FigureCatalog.Pairs)
        {
            if (recipe.Draw(comparisons) is { } figure)
            {
                FigureFiles.Write(
                    folder, recipe, figure, $"{later.Manifest.RunId} against {earlier.Manifest.RunId}");
            }
        }
    }
}
