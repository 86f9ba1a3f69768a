using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Reports;

/// <summary>What the streams consumed.</summary>
internal static class ResourcesSection
{
    /// <summary>Adds the section.</summary>
    public static void Write(Markdown text, Run run)
    {
        text.Heading(2, "Resources")
            .Paragraph("Means over valid, completed trials with BCa bootstrap intervals of 95 %: resources add up, so "
                + "that their mean is what many streams cost.")
            .Table(
                ["duration", "system", "CPU time of instances", "lifetime of instances"],
                Cell.Of(run).Select(cell => (IReadOnlyList<string>)
                [
                    Numbers.Duration(cell.Duration),
                    cell.System.Name,
                    Mean(cell.Estimate(run, "cpu_s")),
                    Mean(cell.Estimate(run, "instance_seconds")),
                ]));
    }

    private static string Mean(Estimate? estimate) => estimate switch
    {
        { Mean: { } mean, MeanLow: { } low, MeanHigh: { } high } =>
            $"{Numbers.Seconds(mean)} [{Numbers.Seconds(low)}, {Numbers.Seconds(high)}]",
        { Mean: { } mean } => Numbers.Seconds(mean),
        _ => Numbers.Missing,
    };
}
