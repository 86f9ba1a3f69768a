using Eval.Harness.Model;

namespace Eval.Harness.Workloads.Arrivals.Kinds;

/// <summary>Streams that come faster in busy times, which begin and end by chance.</summary>
[ArrivalKind("mmpp", "a Poisson process that is quiet and busy in turn (Markov-modulated)")]
[WorkloadOption("streams", "how many come in a session", Type = KeyType.Integer, Minimum = 1,
    Maximum = ArrivalKindAttribute.MostStreams)]
[WorkloadOption("rate", "streams per second while it is quiet", Type = KeyType.Rate, Minimum = 0,
    Maximum = ArrivalKindAttribute.MostPerSecond)]
[WorkloadOption("quiet", "how long that lasts on average", Type = KeyType.Duration, Minimum = 1e-3, Maximum = 86_400)]
[WorkloadOption("busyRate", "streams per second while it is busy", Type = KeyType.Rate, Minimum = 1e-6,
    Maximum = ArrivalKindAttribute.MostPerSecond)]
[WorkloadOption("busy", "how long that lasts on average", Type = KeyType.Duration, Minimum = 1e-3, Maximum = 86_400)]
public sealed class MmppKind : IArrivalKind
{
    /// <inheritdoc />
    public IArrivalProcess Create(ArrivalSpec spec) => new MmppArrivals(
        (spec.Number("rate"), spec.Number("quiet")), (spec.Number("busyRate"), spec.Number("busy")));

    /// <inheritdoc />
    public double ExpectedSeconds(ArrivalSpec spec)
    {
        var (quiet, busy) = (spec.Number("quiet"), spec.Number("busy"));
        var perCycle = (spec.Number("rate") * quiet) + (spec.Number("busyRate") * busy);
        return spec.Streams / perCycle * (quiet + busy);
    }
}
