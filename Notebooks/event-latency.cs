#:package CsvHelper
#:package MathNet.Numerics
#:property PublishAot=false

// How late is each event processed? Latency counts from the time for which the event was planned, so a system that
// stalls cannot hide it by being asked later. Printed: quantiles over all events of all valid trials of a cell, and how
// many events came out later than the next one was due.
using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using MathNet.Numerics.Statistics;

if (args is not [var folder])
{
    Console.Error.WriteLine("usage: dotnet run Notebooks/event-latency.cs -- RUN-FOLDER");
    return 2;
}

if (!File.Exists(Path.Join(folder, "trials.csv")))
{
    Console.Error.WriteLine($"{folder}: no trials.csv; RUN-FOLDER is that of a run that has ended and kept its trials");
    return 2;
}

var trials = Read<TrialRow>("trials.csv").Where(trial => trial.Valid && trial.Outcome == "completed").ToList();
var events = Read<EventRow>("events.csv").Where(item => item.ProcessedNs is not null).ToLookup(item => item.TrialId);

Console.WriteLine("| stream | system | events | p50 ms | p90 ms | p99 ms | max ms | after the next was due |");
Console.WriteLine("|---|---|---|---|---|---|---|---|");
foreach (var cell in trials.GroupBy(trial => (trial.DurationS, trial.System)).OrderBy(cell => cell.Key))
{
    var latencies = cell.SelectMany(trial => events[trial.TrialId])
        .Select(item => (item.ProcessedNs!.Value - item.ScheduledNs) / 1e6).ToArray();
    var behind = cell.Sum(trial => Behind([.. events[trial.TrialId].OrderBy(item => item.Sequence)]));
    var quantiles = string.Join(" | ", new[] { 0.5, 0.9, 0.99, 1 }.Select(quantile => At(latencies, quantile)));
    Console.WriteLine(FormattableString.Invariant(
        $"| {cell.Key.DurationS} s | {cell.Key.System} | {latencies.Length} | {quantiles} | {behind} |"));
}

return trials.Count > 0 ? 0 : 1;

static string At(double[] latencies, double quantile) =>
    latencies.Quantile(quantile).ToString("0.00", CultureInfo.InvariantCulture);

static int Behind(EventRow[] items) =>
    items.Zip(items.Skip(1)).Count(pair => pair.First.ProcessedNs > pair.Second.ScheduledNs);

List<TRow> Read<TRow>(string file)
{
    // processed_ns in a table is ProcessedNs here.
    var rules = new CsvConfiguration(CultureInfo.InvariantCulture)
    {
        PrepareHeaderForMatch = header => header.Header.Replace("_", "").ToUpperInvariant(),
    };
    using var csv = new CsvReader(new StreamReader(Path.Join(folder, file)), rules);
    return [.. csv.GetRecords<TRow>()];
}

internal sealed record TrialRow(string TrialId, string System, double DurationS, string Outcome, bool Valid);

internal sealed record EventRow(string TrialId, int Sequence, long ScheduledNs, long? ProcessedNs);
