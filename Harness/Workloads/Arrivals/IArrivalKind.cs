using Eval.Harness.Model;

namespace Eval.Harness.Workloads.Arrivals;

/// <summary>A process of arrivals that scenarios may ask for. Found by its <see cref="ArrivalKindAttribute"/>; declares
/// its keys by <see cref="WorkloadOptionAttribute"/>, <c>streams</c> among them.</summary>
public interface IArrivalKind
{
    /// <summary>The process of these options.</summary>
    /// <exception cref="FormatException">A file that it needs is wrong; the message begins with file and line.
    /// </exception>
    IArrivalProcess Create(ArrivalSpec spec);

    /// <summary>How long it takes for that many streams to come, about, seconds: where the first look at the process
    /// ends.</summary>
    double ExpectedSeconds(ArrivalSpec spec);
}
