using System.Globalization;

namespace Eval.Harness.Workloads.Arrivals;

/// <summary>One line of a trace, checked as it is read.</summary>
internal sealed class TraceRow
{
    private const int MostPerMinute = 1_000_000;
    private const double MostSeconds = 1e10;

    private readonly int _line;
    private readonly string[] _columns;

    /// <summary>Takes a line's columns.</summary>
    /// <exception cref="FormatException">They are not as many as the header's.</exception>
    public TraceRow(int line, string[] columns, int expected)
    {
        (_line, _columns) = (line, columns);
        if (columns.Length != expected)
        {
            throw Wrong($"{columns.Length} columns, where the header has {expected}");
        }
    }

    /// <summary>A column as it is.</summary>
    public string Text(int column) => _columns[column];

    /// <summary>A column as seconds, from 0 on.</summary>
    public double Number(int column) =>
        double.TryParse(_columns[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && number is >= 0 and <= MostSeconds
            ? number
            : throw Wrong($"'{_columns[column]}' is no number of seconds from 0 to {MostSeconds}");

    /// <summary>The columns from that one on as counts.</summary>
    public int[] Counts(int first) => [.. _columns.Skip(first).Select(Count)];

    /// <summary>What is wrong with this line.</summary>
    public FormatException Wrong(string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"line {_line}: {what}"));

    private int Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= MostPerMinute
            ? count
            : throw Wrong($"'{text}' is no number of invocations from 0 to {MostPerMinute}");
}
