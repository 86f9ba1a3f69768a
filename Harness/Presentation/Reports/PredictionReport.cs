using System.Globalization;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Reports;

/// <summary>Measured and simulated side by side, as Markdown.</summary>
public static class PredictionReport
{
    /// <summary>The whole document.</summary>
    /// <param name="manifest">The measured run.</param>
    /// <param name="simulated">How many trials of each cell were simulated.</param>
    /// <param name="checks">The cells.</param>
    public static string Render(RunManifest manifest, int simulated, IReadOnlyList<PredictionCheck> checks)
    {
        var held = checks.Count(check => check.Holds);
        return new Markdown()
            .Heading(1, $"Simulated against measured: {manifest.Scenario}, run {manifest.RunId}")
            .Paragraph(string.Create(CultureInfo.InvariantCulture, $"{held} of {checks.Count} medians hold. ")
                + "The model was fitted to the even repetitions of the shortest and the longest duration; what is "
                + "shown are the other trials, and the durations in between, which the model has not seen. "
                + "Simulated medians "
                + string.Create(CultureInfo.InvariantCulture, $"are of {simulated} trials. ")
                + "Medians may be apart by 10 %, 2 ms or half of the measured interval, whichever is most.")
            .Table(
                ["duration", "system", "", "n", "measured", "simulated", "error", "allowed", ""],
                checks.Select(check => (IReadOnlyList<string>)
                [
                    Numbers.Duration(check.Duration),
                    check.System,
                    check.Metric == "cold_start_s" ? "t1 − t0" : "t2 − t0",
                    check.N.ToString(CultureInfo.InvariantCulture),
                    $"{Numbers.Seconds(check.Measured)} "
                        + $"[{Numbers.Seconds(check.MeasuredLow)}, {Numbers.Seconds(check.MeasuredHigh)}]",
                    Numbers.Seconds(check.Simulated),
                    Numbers.Seconds(check.Simulated - check.Measured),
                    Numbers.Seconds(check.Tolerance),
                    check.Holds ? "holds" : "does not hold",
                ]))
            .ToString();
    }
}
