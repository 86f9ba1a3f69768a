using System.Buffers.Text;
using System.Text;

namespace Eval.Systems.Functions.Gauging;

/// <summary>
/// A gauge's reading as the USGS publishes it, a line of six columns between tabs: agency, site number, date and time,
/// time zone, gage height in feet with two decimals, and a qualification such as P for provisional.
/// </summary>
/// <param name="Site">The site number.</param>
/// <param name="Time">Date and time, as it stands there.</param>
/// <param name="Hundredths">The gage height in hundredths of a foot.</param>
internal readonly record struct Reading(string Site, string Time, int Hundredths)
{
    private const int Columns = 6;
    private const int LongestLine = 200;
    private const decimal Highest = 10_000;

    /// <summary>Reads a line.</summary>
    /// <exception cref="FormatException">It is no such line.</exception>
    public static Reading Parse(ReadOnlySpan<byte> line)
    {
        Span<Range> columns = stackalloc Range[Columns + 1];
        if (line.Length > LongestLine || Split(line, columns) != Columns)
        {
            throw new FormatException($"{line.Length} bytes that are no reading of {Columns} columns");
        }

        var height = line[columns[4]];
        if (!Utf8Parser.TryParse(height, out decimal feet, out var read) || read != height.Length
            || Math.Abs(feet) > Highest)
        {
            throw new FormatException($"no gage height: {Encoding.UTF8.GetString(height)}");
        }

        return new Reading(
            Encoding.UTF8.GetString(line[columns[1]]),
            Encoding.UTF8.GetString(line[columns[2]]),
            (int)(feet * 100));
    }

    private static int Split(ReadOnlySpan<byte> line, Span<Range> columns)
    {
        var count = 0;
        foreach (var column in line.Split((byte)'\t'))
        {
            if (count == columns.Length)
            {
                break;
            }

            columns[count++] = column;
        }

        return count;
    }
}
