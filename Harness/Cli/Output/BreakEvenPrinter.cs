using System.Globalization;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Cli.Output;

/// <summary>A break-even map on standard output: who wins how often, and the known answers.</summary>
internal static class BreakEvenPrinter
{
    /// <summary>Prints it.</summary>
    public static void Print(BreakEvenMap map)
    {
        Wins("least overhead", map, point => point.LeastOverhead);
        Wins("least cost", map, point => point.LeastCost);
        Wins("best on both", map, point => point.Both);
        foreach (var answer in map.Answers)
        {
            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{answer.Question}: {Numbers.Significant(answer.ClosedForm)} in closed form, ")
                + $"{Numbers.Significant(answer.Simulated)} simulated");
        }
    }

    private static void Wins(string what, BreakEvenMap map, Func<BreakEvenPoint, IReadOnlyList<string>> best)
    {
        var groups = map.Points.GroupBy(point => best(point) is [var only] ? only : "not told apart")
            .OrderByDescending(group => group.Count())
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Key} {group.Count()}"));
        Console.Out.WriteLine($"{what}, of {map.Points.Count} points: {string.Join(", ", groups)}");
    }
}
