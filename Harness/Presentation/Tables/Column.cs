namespace Eval.Harness.Presentation.Tables;

/// <summary>One column of a result table, declared once: the file, the data dictionary and the tests read it here.
/// </summary>
/// <param name="Name">The header, unit last.</param>
/// <param name="Unit">ns, s, ms, bytes, 1 (a plain number), text or true/false.</param>
/// <param name="Description">What it tells, for the dictionary.</param>
/// <param name="Value">The row's value, null where it is missing; no function: not measured yet, always empty.</param>
internal sealed record Column<TRow>(string Name, string Unit, string Description, Func<TRow, object?>? Value);
