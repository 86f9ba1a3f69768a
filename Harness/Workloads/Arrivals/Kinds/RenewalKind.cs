using Eval.Harness.Model;

namespace Eval.Harness.Workloads.Arrivals.Kinds;

/// <summary>Streams whose gaps are independent and of one law.</summary>
[ArrivalKind("renewal", "independent gaps of one law")]
[WorkloadOption("streams", "how many come in a session", Type = KeyType.Integer, Minimum = 1,
    Maximum = ArrivalKindAttribute.MostStreams)]
[WorkloadOption("rate", "streams per second: one over the mean gap", Type = KeyType.Rate, Minimum = 1e-6,
    Maximum = ArrivalKindAttribute.MostPerSecond)]
[WorkloadOption("law", "the law of the gaps", Choices = ["weibull", "gamma", "lognormal", "hyperexponential"])]
[WorkloadOption("shape", "of weibull and gamma the shape, bursty below 1; of lognormal the deviation of the logarithm; "
    + "of hyperexponential the squared coefficient of variation, at least 1", Type = KeyType.Number, Minimum = 0.1,
    Maximum = 100)]
public sealed class RenewalKind : IArrivalKind
{
    /// <inheritdoc />
    public IArrivalProcess Create(ArrivalSpec spec)
    {
        var shape = spec.Number("shape");
        if (spec.Options["law"] == "hyperexponential" && shape < 1)
        {
            throw new ArgumentException("a hyperexponential law has a squared coefficient of variation of 1 or more");
        }

        return new RenewalArrivals(spec.Number("rate"), spec.Options["law"] switch
        {
            "weibull" => GapLaw.Weibull(shape),
            "gamma" => GapLaw.Gamma(shape),
            "lognormal" => GapLaw.Lognormal(shape),
            _ => GapLaw.Hyperexponential(shape),
        });
    }

    /// <inheritdoc />
    public double ExpectedSeconds(ArrivalSpec spec) => spec.Streams / spec.Number("rate");
}
