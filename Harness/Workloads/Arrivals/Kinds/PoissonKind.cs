using Eval.Harness.Model;

namespace Eval.Harness.Workloads.Arrivals.Kinds;

/// <summary>Streams that know nothing of each other.</summary>
[ArrivalKind("poisson", "streams that come independently of each other")]
[WorkloadOption("streams", "how many come in a session", Type = KeyType.Integer, Minimum = 1,
    Maximum = ArrivalKindAttribute.MostStreams)]
[WorkloadOption("rate", "streams per second", Type = KeyType.Rate, Minimum = 1e-6,
    Maximum = ArrivalKindAttribute.MostPerSecond)]
public sealed class PoissonKind : IArrivalKind
{
    /// <inheritdoc />
    public IArrivalProcess Create(ArrivalSpec spec) => new RenewalArrivals(spec.Number("rate"), GapLaw.Exponential);

    /// <inheritdoc />
    public double ExpectedSeconds(ArrivalSpec spec) => spec.Streams / spec.Number("rate");
}
