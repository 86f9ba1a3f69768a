namespace Eval.Harness.Presentation.Reports;

/// <summary>One line of the table that a run ends with, as texts.</summary>
/// <param name="Duration">The nominal duration.</param>
/// <param name="System">The system's label, as the scenario has it: escape it where it is shown.</param>
/// <param name="ColdStartPenalty">Median with its interval.</param>
/// <param name="ProcessingOverhead">The same.</param>
/// <param name="Interval">What the interval is: <c>range of 3</c>, <c>97.9 % interval</c>.</param>
/// <param name="Counting">Trials in the estimates over trials planned, <c>3/3</c>.</param>
/// <param name="Invalid">Trials that could not be trusted.</param>
/// <param name="Failed">Trials that failed or were cancelled.</param>
/// <param name="Rejected">Trials that the system refused.</param>
public sealed record ResultRow(
    string Duration,
    string System,
    string ColdStartPenalty,
    string ProcessingOverhead,
    string Interval,
    string Counting,
    string Invalid,
    string Failed,
    string Rejected);
