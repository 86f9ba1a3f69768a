using Eval.Harness.Model;

namespace Eval.Harness.Workloads.Arrivals.Kinds;

/// <summary>A stream every 1/rate.</summary>
[ArrivalKind("constant", "streams at equal distances")]
[WorkloadOption("streams", "how many come in a session", Type = KeyType.Integer, Minimum = 1,
    Maximum = ArrivalKindAttribute.MostStreams)]
[WorkloadOption("rate", "streams per second", Type = KeyType.Rate, Minimum = 1e-6,
    Maximum = ArrivalKindAttribute.MostPerSecond)]
public sealed class ConstantKind : IArrivalKind
{
    /// <inheritdoc />
    public IArrivalProcess Create(ArrivalSpec spec) => new RenewalArrivals(spec.Number("rate"), GapLaw.Constant);

    /// <inheritdoc />
    public double ExpectedSeconds(ArrivalSpec spec) => (spec.Streams + 1) / spec.Number("rate");
}
