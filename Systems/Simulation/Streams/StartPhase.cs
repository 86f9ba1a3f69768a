using Eval.Systems.Simulation.Distributions;

namespace Eval.Systems.Simulation.Streams;

/// <summary>A part of a start.</summary>
/// <param name="Name">What it is, such as sandbox.</param>
/// <param name="Law">How long it takes.</param>
public sealed record StartPhase(string Name, IDistribution Law);
