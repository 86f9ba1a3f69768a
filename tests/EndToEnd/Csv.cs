using System.Globalization;

namespace Eval.Tests.EndToEnd;

/// <summary>Rows of a result file by column name; the files under test have no quoted cells with commas here.</summary>
internal static class Csv
{
    /// <summary>Every row as column and value.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string path)
    {
        var lines = File.ReadAllLines(path);
        var columns = lines[0].Split(',');
        return
        [
            .. lines.Skip(1).Select(line => columns
                .Zip(line.Split(','))
                .ToDictionary(cell => cell.First, cell => cell.Second)),
        ];
    }

    /// <summary>That cell as a number.</summary>
    public static double Number(this IReadOnlyDictionary<string, string> row, string column) =>
        double.Parse(row[column], CultureInfo.InvariantCulture);
}
