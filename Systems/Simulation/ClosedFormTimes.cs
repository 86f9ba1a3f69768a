namespace Eval.Systems.Simulation;

/// <summary>What the closed form says of one stream; t0 = 0.</summary>
/// <param name="FirstEventSeconds">t1, seconds.</param>
/// <param name="TotalSeconds">t2, seconds.</param>
/// <param name="GenerationSpanSeconds">L, seconds.</param>
public readonly record struct ClosedFormTimes(
    double FirstEventSeconds, double TotalSeconds, double GenerationSpanSeconds)
{
    /// <summary>(t1 − t0)/(t2 − t0), paper Eq. 1.</summary>
    public double ColdStartPenalty => FirstEventSeconds / TotalSeconds;

    /// <summary>(t2 − t0) − L, seconds.</summary>
    public double ProcessingOverheadSeconds => TotalSeconds - GenerationSpanSeconds;
}
