using Eval.Harness.Model;

namespace Eval.Harness.Presentation.Tables;

/// <summary>One event of one trial.</summary>
internal readonly record struct EventRow(string TrialId, EventStamps Event);
