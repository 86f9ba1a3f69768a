using Eval.Harness.Model;

namespace Eval.Harness.Workloads.Arrivals.Kinds;

/// <summary>One stream a trial, which is what a scenario without arrivals has.</summary>
[ArrivalKind("single", "one stream a trial; no session")]
public sealed class SingleArrivals : IArrivalKind
{
    /// <inheritdoc />
    public IArrivalProcess Create(ArrivalSpec spec) => new TraceArrivals([0], 0, 1);

    /// <inheritdoc />
    public double ExpectedSeconds(ArrivalSpec spec) => 1;
}
