using System.Text;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Figures;
using Eval.Harness.Presentation.Reports;
using Eval.Harness.Presentation.Storage;

namespace Eval.Harness.Presentation;

/// <summary>A check of what a model predicts, as files.</summary>
public static class PredictionFolder
{
    /// <summary>Writes check.md and the figure.</summary>
    /// <exception cref="RunFolderException">The folder holds something already.</exception>
    public static void Write(
        string directory, RunManifest manifest, int simulated, IReadOnlyList<PredictionCheck> checks)
    {
        var folder = RunFolder.CreateAt(directory).Directory;
        var report = PredictionReport.Render(manifest, simulated, checks);
        AtomicFile.Write(Path.Combine(folder, "check.md"), Encoding.UTF8.GetBytes(report));
        foreach (var recipe in FigureCatalog.Predictions)
        {
            if (recipe.Draw(checks) is { } figure)
            {
                FigureFiles.Write(folder, recipe, figure, manifest.RunId);
            }
        }
    }
}
