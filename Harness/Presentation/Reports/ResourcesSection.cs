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
            .Paragraph("Means over valid, completed trials with BCa bootstrap intervals of nominally 95 %, which of "
                + "fewer than six trials cover less: resources add up, so that their mean is what many streams cost.")
            .Table(
                ["duration", "system", "CPU, instances", "CPU, control plane", "lifetime", "peak memory (MiB)"],
                Cell.Of(run).Select(cell => (IReadOnlyList<string>)
                [
                    Numbers.Duration(cell.Duration),
                    cell.System.Name,
                    Mean(cell.Estimate(run, "cpu_s"), Numbers.Seconds),
                    Mean(cell.Estimate(run, "control_cpu_s"), Numbers.Seconds),
                    Mean(cell.Estimate(run, "instance_seconds"), Numbers.Seconds),
                    Mean(cell.Estimate(run, "rss_peak_bytes"), Mebibytes),
                ]));
    }

    private static string Mean(Estimate? estimate, Func<double?, string> format) => estimate switch
    {
        { Mean: not null, MeanLow: not null, MeanHigh: not null } =>
            $"{format(estimate.Mean)} [{format(estimate.MeanLow)}, {format(estimate.MeanHigh)}]",
        { Mean: not null } => format(estimate.Mean),
        _ => Numbers.Missing,
    };

    private static string Mebibytes(double? bytes) =>
        bytes is { } size ? Numbers.Significant(size / (1 << 20)) : Numbers.Missing;
}
