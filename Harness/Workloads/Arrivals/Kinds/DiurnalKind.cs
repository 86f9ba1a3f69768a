using Eval.Harness.Model;

namespace Eval.Harness.Workloads.Arrivals.Kinds;

/// <summary>Streams whose rate goes up and down once a period, as over a day: from its lowest at the start of a session
/// to its highest half a period later, along a cosine.</summary>
[ArrivalKind("diurnal", "a Poisson process whose rate follows a day, or what stands for one")]
[WorkloadOption("streams", "how many come in a session", Type = KeyType.Integer, Minimum = 1,
    Maximum = ArrivalKindAttribute.MostStreams)]
[WorkloadOption("rate", "streams per second when fewest come", Type = KeyType.Rate, Minimum = 0,
    Maximum = ArrivalKindAttribute.MostPerSecond)]
[WorkloadOption("peakRate", "streams per second when most come", Type = KeyType.Rate, Minimum = 1e-6,
    Maximum = ArrivalKindAttribute.MostPerSecond)]
[WorkloadOption("period", "from one lowest rate to the next", Type = KeyType.Duration, Default = "86400", Minimum = 0.1,
    Maximum = 86_400)]
public sealed class DiurnalKind : IArrivalKind
{
    private const int Steps = 48;

    /// <inheritdoc />
    public IArrivalProcess Create(ArrivalSpec spec)
    {
        var (low, high) = (spec.Number("rate"), spec.Number("peakRate"));
        return high < low
            ? throw new ArgumentException("'peakRate' is the highest rate: it cannot be below 'rate'")
            : new DiurnalArrivals(
                [.. Enumerable.Range(0, Steps).Select(step => low + ((high - low) * Share(step)))],
                spec.Number("period"));
    }

    /// <inheritdoc />
    public double ExpectedSeconds(ArrivalSpec spec) =>
        2 * spec.Streams / (spec.Number("rate") + spec.Number("peakRate"));

    // Rounded, since the cosine's last digit is not the same on every machine.
    private static double Share(int step) => Math.Round((1 - Math.Cos(2 * Math.PI * step / Steps)) / 2, 9);
}
