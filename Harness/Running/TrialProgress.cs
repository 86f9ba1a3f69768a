using Eval.Harness.Model;

namespace Eval.Harness.Running;

/// <summary>Where a run stands, after each trial.</summary>
/// <param name="Ended">Trials that have ended.</param>
/// <param name="Planned">Trials that are planned by now, repeated ones included.</param>
/// <param name="Latest">The trial that has just ended.</param>
/// <param name="Remaining">An estimate of the time that the rest will take.</param>
public sealed record TrialProgress(int Ended, int Planned, Measure Latest, TimeSpan Remaining);
