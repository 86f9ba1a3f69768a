using Eval.Harness.Presentation.Tables;

namespace Eval.Harness.Presentation.Figures;

/// <summary>What a figure shows, as a table.</summary>
internal sealed record FigureData(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    /// <summary>Its CSV file.</summary>
    public byte[] ToCsv()
    {
        using var stream = new MemoryStream();
        CsvTable.Write(stream, Header, Rows);
        return stream.ToArray();
    }
}
