namespace Eval.Systems.Functions.Seismology;

/// <summary>A characteristic function: how much more the ground moves now than it did before.</summary>
internal interface IRatio
{
    /// <summary>The ratio at the next sample.</summary>
    double Next(double x);
}
