using Eval.Harness.Model;

namespace Eval.Harness.Cli.Composition;

/// <summary>A scenario file and the trials that it asks for.</summary>
internal sealed record PlannedFile(string File, TrialPlan Plan);
