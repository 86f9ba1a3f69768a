using System.Text;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Reports;

namespace Eval.Harness.Presentation.Latex;

/// <summary>tables/results.tex: the headline table for a paper, as a <c>tabular</c> with booktabs' rules.</summary>
internal static class ResultsTabular
{
    /// <summary>The file's text.</summary>
    public static string Render(Run run)
    {
        var text = new StringBuilder()
            .Append("% Run ").Append(run.Manifest.RunId).Append(". Needs \\usepackage{booktabs}.\n")
            .Append("\\begin{tabular}{llllll}\n\\toprule\n")
            .Append("stream & system & cold-start penalty & processing overhead & interval & $n$ \\\\\n");
        foreach (var group in ResultTable.Rows(run).GroupBy(row => row.Duration))
        {
            text.Append("\\midrule\n");
            foreach (var row in group)
            {
                string[] cells =
                [
                    row.Duration, row.System, row.ColdStartPenalty, row.ProcessingOverhead, row.Interval, row.Counting,
                ];
                text.AppendJoin(" & ", cells.Select(LatexText.Escape)).Append(" \\\\\n");
            }
        }

        return text.Append("\\bottomrule\n\\end{tabular}\n").ToString();
    }
}
