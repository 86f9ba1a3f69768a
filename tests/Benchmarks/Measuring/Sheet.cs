using System.Globalization;
using System.Text;

namespace Eval.Tests.Benchmarks.Measuring;

/// <summary>What a program measured: parameters, rows and verdicts, as a table for reading and as CSV.</summary>
internal sealed class Sheet(string title)
{
    private const string Header =
        "program,parameters,measure,unit,n,p50,p90,p99,ratio,goal,verdict";

    private readonly List<Row> _rows = [];
    private readonly List<string> _parameters = [];
    private string? _void;

    /// <summary>Notes a parameter of the measurement.</summary>
    public void Parameter(string name, object value) =>
        _parameters.Add(string.Create(CultureInfo.InvariantCulture, $"{name}={value}"));

    /// <summary>Values that nothing is required of.</summary>
    public void Add(string measure, string unit, Samples samples) => Add(measure, unit, samples, double.NaN, "", "");

    /// <summary>Values of which one quantile is bounded, where there is a goal.</summary>
    public void Add(string measure, string unit, Samples samples, double quantile, Goal? goal) => Add(
        measure, unit, samples, double.NaN, goal is null ? "" : $"{Name(quantile)} {goal}",
        goal?.Judge(samples.Quantile(quantile)) ?? "");

    /// <summary>Values of which one quantile, over the median of a yardstick, is shown, and bounded where there is a
    /// goal.</summary>
    public void AddRatio(
        string measure, string unit, Samples samples, double quantile, string yardstick, double median, Goal? goal)
    {
        var ratio = samples.Quantile(quantile) / median;
        Add(measure, unit, samples, ratio, $"{Name(quantile)} {goal} {yardstick}", goal?.Judge(ratio) ?? "");
    }

    /// <summary>A single number, bounded where there is a goal.</summary>
    public void Add(string measure, string unit, double value, Goal? goal = null) => _rows.Add(new Row(
        measure, unit, 1, value, double.NaN, double.NaN, double.NaN, $"{goal}", goal?.Judge(value) ?? ""));

    /// <summary>A single number that is bounded by a yardstick of the same run.</summary>
    public void AddRatio(string measure, string unit, double value, string yardstick, double reference, Goal goal) =>
        _rows.Add(new Row(
            measure, unit, 1, value, double.NaN, double.NaN, value / reference, $"{goal} {yardstick}",
            goal.Judge(value / reference)));

    /// <summary>Something that could not be measured here: it is shown, and its goal counts as missed.</summary>
    public void Missing(string measure, string reason) =>
        _rows.Add(new Row(measure, "", 0, double.NaN, double.NaN, double.NaN, double.NaN, reason, "MISSING"));

    /// <summary>The measurement cannot be trusted; the first reason stays.</summary>
    public void Void(string reason) => _void ??= reason;

    /// <summary>Prints all, writes the CSV, and gives the exit code: 0, or 1 where the measurement is void.</summary>
    public int End(TextWriter output, string? csvPath)
    {
        output.WriteLine($"{title}  {string.Join("  ", _parameters)}");
        var width = Math.Max(8, _rows.Select(row => row.Measure.Length).DefaultIfEmpty().Max());
        output.WriteLine(
            $"{"measure".PadRight(width)} {"unit",-9} {"n",7} {"p50",10} {"p90",10} {"p99",10} {"ratio",7}  goal");
        foreach (var row in _rows)
        {
            output.WriteLine(
                $"{row.Measure.PadRight(width)} {row.Unit,-9} {row.Count,7} {Text(row.P50),10} {Text(row.P90),10} "
                + $"{Text(row.P99),10} {Text(row.Ratio),7}  {row.Goal} {row.Verdict}".TrimEnd());
        }

        if (_void is not null)
        {
            output.WriteLine($"VOID: {_void}");
        }

        if (csvPath is not null)
        {
            WriteCsv(csvPath);
        }

        return _void is null ? 0 : 1;
    }

    private void Add(string measure, string unit, Samples samples, double ratio, string goal, string verdict) =>
        _rows.Add(new Row(
            measure, unit, samples.Count, samples.Quantile(0.5), samples.Quantile(0.9), samples.Quantile(0.99), ratio,
            goal, verdict));

    private void WriteCsv(string path)
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (var row in _rows)
        {
            string[] fields =
            [
                title, string.Join(';', _parameters), row.Measure, row.Unit,
                row.Count.ToString(CultureInfo.InvariantCulture), Text(row.P50), Text(row.P90), Text(row.P99),
                Text(row.Ratio), row.Goal, _void is null ? row.Verdict : "VOID",
            ];
            text.AppendJoin(',', fields.Select(Quoted)).Append('\n');
        }

        File.WriteAllText(path + ".new", text.ToString());
        File.Move(path + ".new", path, overwrite: true);
    }

    private static string Name(double quantile) =>
        string.Create(CultureInfo.InvariantCulture, $"p{quantile * 100:0.#}");

    private static string Text(double value) =>
        double.IsNaN(value) ? "" : value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Quoted(string field) => field.AsSpan().IndexOfAny(",\"\n") < 0
        ? field
        : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
