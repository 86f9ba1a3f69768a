using System.Globalization;

namespace Eval.Harness.Workloads.Arrivals;

/// <summary>
/// Traces of arrivals as comma-separated text. Three forms are known by their header: Azure Functions 2019 (HashOwner,
/// HashApp, HashFunction, Trigger, then the minutes 1 to 1440, each with its number of invocations), Azure Functions
/// 2021 (app, func, end_timestamp, duration, both in seconds; an invocation arrives a duration before its end), and the
/// generic one: a single column arrival_s, in seconds.
/// </summary>
public static class TraceFile
{
    private const int MostRows = ArrivalTimes.Most;
    private const int FunctionColumns = 4;

    /// <summary>One process for each function of the trace; one alone where the trace names none.</summary>
    /// <param name="lines">The file's lines, the header first.</param>
    /// <param name="timeScale">How many times faster than recorded.</param>
    /// <exception cref="FormatException">A line is wrong: the message begins with its number.</exception>
    public static IReadOnlyList<IArrivalProcess> Read(IEnumerable<string> lines, double timeScale)
    {
        string[] all = [.. lines.Take(MostRows + 2)];
        if (all.Length is 0 or > MostRows + 1)
        {
            throw new FormatException($"line 1: a trace has a header and at most {MostRows} lines");
        }

        var header = all[0].Split(',');

        // Line after line: a day of Azure's functions has 66 million columns.
        var rows = all.Skip(1).Select((line, i) => new TraceRow(i + 2, line.Split(','), header.Length));
        return header switch
        {
            ["HashOwner", "HashApp", "HashFunction", "Trigger", .. var minutes] when AreMinutes(minutes) =>
                [.. rows.Select(row => new MinuteCountArrivals(row.Counts(FunctionColumns), timeScale))],
            ["app", "func", "end_timestamp", "duration"] =>
                ByFunction([.. rows], timeScale),
            ["arrival_s"] => Single(Ascending([.. rows]), timeScale),
            _ => throw new FormatException($"line 1: no known trace begins with {Shortened(all[0])}"),
        };
    }

    private static IReadOnlyList<IArrivalProcess> ByFunction(List<TraceRow> rows, double timeScale)
    {
        double Arrival(TraceRow row) => row.Number(2) - row.Number(3);
        var start = rows.Count == 0 ? 0 : rows.Min(Arrival);
        return
        [
            .. rows.GroupBy(row => (row.Text(0), row.Text(1))).Select(
                function => new TraceArrivals([.. function.Select(Arrival).Order()], start, timeScale)),
        ];
    }

    private static IReadOnlyList<IArrivalProcess> Single(double[] arrivals, double timeScale) =>
        [new TraceArrivals(arrivals, arrivals.FirstOrDefault(), timeScale)];

    private static bool AreMinutes(string[] columns) => columns.Length > 0 && columns
        .Select((column, i) => column == (i + 1).ToString(CultureInfo.InvariantCulture)).All(isRight => isRight);

    private static double[] Ascending(List<TraceRow> rows)
    {
        for (var i = 1; i < rows.Count; i++)
        {
            if (rows[i].Number(0) < rows[i - 1].Number(0))
            {
                throw rows[i].Wrong("an arrival before the one before it");
            }
        }

        return [.. rows.Select(row => row.Number(0))];
    }

    private static string Shortened(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
