namespace Eval.Harness.Presentation.Tables;

/// <summary>One CSV file of the run folder (DESIGN, Section 4).</summary>
/// <param name="FileName">Its name in the folder.</param>
/// <param name="Description">What a row is.</param>
/// <param name="Columns">Its columns in their order.</param>
internal sealed record Table<TRow>(string FileName, string Description, IReadOnlyList<Column<TRow>> Columns)
{
    /// <summary>The header line's names.</summary>
    public IEnumerable<string> Header => Columns.Select(column => column.Name);

    /// <summary>A row's values in the columns' order.</summary>
    public IEnumerable<object?> Values(TRow row) => Columns.Select(column => column.Value?.Invoke(row));

    /// <summary>Its part of the data dictionary.</summary>
    public TableDescription Describe() => new(
        FileName,
        Description,
        [.. Columns.Select(column => new ColumnDescription(
            column.Name, column.Unit, column.Description, column.Value is not null))]);
}
