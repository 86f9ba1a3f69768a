using Eval.Harness.Model;

namespace Eval.Harness.Presentation.Tables;

/// <summary>One event of one trial, at one stage.</summary>
internal readonly record struct EventRow(string TrialId, int Stage, EventStamps Event);
