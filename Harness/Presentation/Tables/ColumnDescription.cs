namespace Eval.Harness.Presentation.Tables;

/// <summary>What the data dictionary says of a column.</summary>
internal sealed record ColumnDescription(string Name, string Unit, string Description, bool IsMeasured);
