using Eval.Harness.Model;
using Eval.Harness.Simulating.Laws;

namespace Eval.Harness.Simulating.Models;

/// <summary>A part of a start.</summary>
/// <param name="Phase">Which.</param>
/// <param name="Law">How long it takes.</param>
public sealed record ModelPhase(PhaseName Phase, LawSpec Law);
