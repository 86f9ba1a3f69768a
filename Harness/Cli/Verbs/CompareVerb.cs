using System.CommandLine;
using Eval.Harness.Cli.Sessions;

namespace Eval.Harness.Cli.Verbs;

/// <summary><c>compare DIR DIR</c>: two runs side by side, as Markdown.</summary>
internal static class CompareVerb
{
    public static Command Create()
    {
        var earlier = new Argument<string>("EARLIER") { Description = "the run folder to compare with" };
        var later = new Argument<string>("LATER") { Description = "the run folder that is compared" };
        var gate = new Option<bool>("--gate")
        {
            Description = "exit 3 on a significant slowdown, 4 where too few valid trials allow no verdict",
        };
        var output = Arguments.Output("also write comparison.md and the figure to this folder; must not hold anything");
        var command = new Command("compare", "Compare two runs, after checking that they are comparable.")
        {
            earlier, later, gate, output,
        };
        command.SetAction(parsed => CompareSession.Run(
            parsed.GetRequiredValue(earlier),
            parsed.GetRequiredValue(later),
            parsed.GetValue(gate),
            parsed.GetValue(output)));
        return command;
    }
}
