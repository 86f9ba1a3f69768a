namespace Eval.Systems.Simulation.Queues;

/// <summary>The queue grows for ever: an average of its transient would mean nothing.</summary>
public sealed class UnstableModelException(double utilisation) : ArgumentException(FormattableString.Invariant(
    $"unstable: utilisation {utilisation:0.####} is not below 1, and the queue is unbounded"))
{
    /// <summary>ρ.</summary>
    public double Utilisation { get; } = utilisation;
}
