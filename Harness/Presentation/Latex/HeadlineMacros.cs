using System.Text;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Reports;

namespace Eval.Harness.Presentation.Latex;

/// <summary>tables/macros.tex: one macro a headline number, so that a paper's text cannot disagree with its tables,
/// such as <c>\EvalPenaltyStreamFunctionOneZeroS</c>. A cell without a valid trial has its macro, too, which says so.
/// </summary>
internal static class HeadlineMacros
{
    /// <summary>The file's text.</summary>
    public static string Render(Run run)
    {
        var text = new StringBuilder()
            .Append("% Medians with their intervals of run ").Append(run.Manifest.RunId).Append(".\n")
            .Append("\\newcommand{\\EvalRun}{").Append(LatexText.Escape(run.Manifest.RunId)).Append("}\n");
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in ResultTable.Rows(run))
        {
            var cell = LatexText.Name(row.System) + LatexText.Name(row.Duration);
            Define(text, used, "EvalPenalty" + cell, row.ColdStartPenalty);
            Define(text, used, "EvalOverhead" + cell, row.ProcessingOverhead);
        }

        return text.ToString();
    }

    /// <summary>Labels that differ in signs alone get the same name; the later ones get an X each.</summary>
    private static void Define(StringBuilder text, HashSet<string> used, string name, string value)
    {
        while (!used.Add(name))
        {
            name += "X";
        }

        text.Append("\\newcommand{\\").Append(name).Append("}{").Append(LatexText.Escape(value)).Append("}\n");
    }
}
