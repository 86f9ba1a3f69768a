namespace Eval.Harness.Presentation.Tables;

/// <summary>What the data dictionary says of a file.</summary>
internal sealed record TableDescription(
    string FileName, string Description, IReadOnlyList<ColumnDescription> Columns);
