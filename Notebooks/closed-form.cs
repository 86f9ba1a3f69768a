#:package CsvHelper
#:package MathNet.Numerics
#:property PublishAot=false

// Does a trial end when arithmetic says it must? For a system that works off one event after the other, with its first
// event at c after t0, a service time of s and N events due every a: t2 − t0 = max((N − 1)·a + s, c + N·s). Here c is the
// trial's own t1 − t0 (which holds batch's waiting, too) and s its median time from when an event could be worked on (it
// was received, and the one before was done) to when it was processed, so what differs is what the model leaves out.
using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using MathNet.Numerics.Statistics;

if (args is not [var folder])
{
    Console.Error.WriteLine("usage: dotnet run Notebooks/closed-form.cs -- RUN-FOLDER");
    return 2;
}

if (!File.Exists(Path.Join(folder, "trials.csv")))
{
    Console.Error.WriteLine($"{folder}: no trials.csv; RUN-FOLDER is that of a run that has ended and kept its trials");
    return 2;
}

var trials = Read<TrialRow>("trials.csv").Where(trial => trial.Valid && trial.Outcome == "completed").ToList();
var events = Read<EventRow>("events.csv").Where(item => item.ProcessedNs is not null).ToLookup(item => item.TrialId);

Console.WriteLine("| stream | system | n | measured t2 − t0 ms | closed form ms | median difference ms | largest ms |");
Console.WriteLine("|---|---|---|---|---|---|---|");
foreach (var cell in trials.GroupBy(trial => (trial.DurationS, trial.System)).OrderBy(cell => cell.Key))
{
    var measured = cell.Select(trial => (trial.T2Ns - trial.T0Ns) / 1e6).ToArray();
    var expected = cell.Select(Expected).ToArray();
    var differences = measured.Zip(expected, (one, other) => one - other).ToArray();
    var largest = differences.MaxBy(Math.Abs);
    Console.WriteLine(FormattableString.Invariant(
        $"| {cell.Key.DurationS} s | {cell.Key.System} | {measured.Length} | {measured.Median():0.0} | ")
        + FormattableString.Invariant($"{expected.Median():0.0} | {differences.Median():0.00} | {largest:0.00} |"));
}

return trials.Count > 0 ? 0 : 1;

double Expected(TrialRow trial)
{
    var c = (trial.T1Ns - trial.T0Ns) / 1e6;
    var items = events[trial.TrialId].OrderBy(item => item.Sequence).ToArray();
    var s = items.Zip(items.Skip(1)).Select(Service).Median();
    return Math.Max((trial.GenerationSpanS * 1e3) + s, c + (trial.Events * s));
}

static double Service((EventRow Before, EventRow Now) pair) =>
    (pair.Now.ProcessedNs!.Value - Math.Max(pair.Now.ReceivedNs!.Value, pair.Before.ProcessedNs!.Value)) / 1e6;

List<TRow> Read<TRow>(string file)
{
    // t2_ns in a table is T2Ns here.
    var rules = new CsvConfiguration(CultureInfo.InvariantCulture)
    {
        PrepareHeaderForMatch = header => header.Header.Replace("_", "").ToUpperInvariant(),
    };
    using var csv = new CsvReader(new StreamReader(Path.Join(folder, file)), rules);
    return [.. csv.GetRecords<TRow>()];
}

internal sealed record TrialRow(
    string TrialId, string System, double DurationS, int Events, long T0Ns, long T1Ns, long T2Ns,
    double GenerationSpanS, string Outcome, bool Valid);

internal sealed record EventRow(string TrialId, int Sequence, long? ReceivedNs, long? ProcessedNs);
