using System.Globalization;
using CsvHelper;

namespace Eval.Tests.EndToEnd;

/// <summary>Rows of a result file by column name.</summary>
internal static class Csv
{
    /// <summary>Every row as column and value.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string path)
    {
        using var reader = new CsvReader(File.OpenText(path), CultureInfo.InvariantCulture);
        reader.Read();
        reader.ReadHeader();
        var columns = reader.HeaderRecord!;
        var rows = new List<IReadOnlyDictionary<string, string>>();
        while (reader.Read())
        {
            rows.Add(columns.ToDictionary(column => column, column => reader.GetField(column)!));
        }

        return rows;
    }

    /// <summary>That cell as a number.</summary>
    public static double Number(this IReadOnlyDictionary<string, string> row, string column) =>
        double.Parse(row[column], CultureInfo.InvariantCulture);
}
