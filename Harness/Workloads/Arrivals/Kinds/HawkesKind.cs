using Eval.Harness.Model;

namespace Eval.Harness.Workloads.Arrivals.Kinds;

/// <summary>Streams that bring others about, as an earthquake does its aftershocks.</summary>
[ArrivalKind("hawkes", "streams that bring others about, as earthquakes do aftershocks")]
[WorkloadOption("streams", "how many come in a session", Type = KeyType.Integer, Minimum = 1,
    Maximum = ArrivalKindAttribute.MostStreams)]
[WorkloadOption("rate", "streams per second that nothing brings about", Type = KeyType.Rate, Minimum = 1e-6,
    Maximum = ArrivalKindAttribute.MostPerSecond)]
[WorkloadOption("branching", "how many others a stream brings about on average", Type = KeyType.Number, Minimum = 0,
    Maximum = 0.99)]
[WorkloadOption("decay", "how fast that fades: one over its mean delay", Type = KeyType.Rate, Minimum = 1e-6,
    Maximum = ArrivalKindAttribute.MostPerSecond)]
public sealed class HawkesKind : IArrivalKind
{
    /// <inheritdoc />
    public IArrivalProcess Create(ArrivalSpec spec) =>
        new HawkesArrivals(spec.Number("rate"), spec.Number("branching"), spec.Number("decay"));

    /// <inheritdoc />
    public double ExpectedSeconds(ArrivalSpec spec) =>
        spec.Streams * (1 - spec.Number("branching")) / spec.Number("rate");
}
