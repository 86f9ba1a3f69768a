using Eval.Systems.Functions.Remembering;

namespace Eval.Systems.Functions.Seismology;

/// <summary>A characteristic function: how much more the ground moves now than it did before.</summary>
internal interface IRatio : IPortableState
{
    /// <summary>The ratio at the next sample.</summary>
    double Next(double x);
}
