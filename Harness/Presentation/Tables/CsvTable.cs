using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Tables;

/// <summary>Tidy CSV, and the only file that knows CsvHelper: comma, one header line, a newline after each row, quotes
/// where needed, invariant numbers that read back exactly, <c>true</c> and <c>false</c>, nothing where a value is
/// missing.</summary>
internal static class CsvTable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a header and rows, and leaves the stream open.</summary>
    public static void Write(Stream stream, IEnumerable<string> header, IEnumerable<IEnumerable<object?>> rows)
    {
        using var text = new StreamWriter(stream, Utf8, leaveOpen: true);
        using var csv = new CsvWriter(text, Configuration());
        foreach (var row in rows.Prepend(header))
        {
            foreach (var value in row)
            {
                csv.WriteField(Cell(value));
            }

            csv.NextRecord();
        }
    }

    /// <summary>Writes a table's rows under its header.</summary>
    public static void Write<TRow>(Stream stream, Table<TRow> table, IEnumerable<TRow> rows) =>
        Write(stream, table.Header, rows.Select(table.Values));

    /// <summary>Reads a header and rows; a missing value is an empty text.</summary>
    /// <exception cref="InvalidDataException">A row has another number of cells than the header.</exception>
    public static IEnumerable<IReadOnlyDictionary<string, string>> Read(Stream stream)
    {
        using var text = new StreamReader(stream, Utf8, leaveOpen: true);
        using var csv = new CsvParser(text, Configuration());
        var header = csv.Read() ? csv.Record! : [];
        while (csv.Read())
        {
            var cells = csv.Record!;
            if (cells.Length != header.Length)
            {
                throw new InvalidDataException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"row {csv.Row}: {cells.Length} cells under a header of {header.Length}"));
            }

            yield return header.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second);
        }
    }

    private static string Cell(object? value) => value switch
    {
        null => "",
        bool truth => truth ? "true" : "false",
        double number => Numbers.Exact(number),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static CsvConfiguration Configuration() => new(CultureInfo.InvariantCulture)
    {
        NewLine = "\n",
        IgnoreBlankLines = false,
        DetectDelimiter = false,

        // CsvHelper's own rule looks for its newline only, and would leave a lone carriage return bare.
        ShouldQuote = field => field.Field is { Length: > 0 } text
            && (text.AsSpan().IndexOfAny(",\"\r\n") >= 0 || text[0] == ' ' || text[^1] == ' '),
    };
}
