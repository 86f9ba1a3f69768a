#:package CsvHelper
#:package MathNet.Numerics
#:property PublishAot=false

// Of what does a cold start consist? For each system and duration: the median of each phase between t0, when the first
// event was due, and t1, when the function saw it. The medians of parts do not sum exactly to the median of the whole.
using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using MathNet.Numerics.Statistics;

if (args is not [var folder])
{
    Console.Error.WriteLine("usage: dotnet run Notebooks/cold-start.cs -- RUN-FOLDER");
    return 2;
}

if (!File.Exists(Path.Join(folder, "trials.csv")))
{
    Console.Error.WriteLine($"{folder}: no trials.csv; RUN-FOLDER is that of a run that has ended and kept its trials");
    return 2;
}

string[] phases = ["generate", "admit", "sandbox", "runtime", "connect", "first-event"];
var trials = Read<TrialRow>("trials.csv").Where(trial => trial.Valid && trial.Outcome == "completed").ToList();
var times = Read<PhaseRow>("phases.csv").ToLookup(phase => phase.TrialId);

Console.WriteLine($"| stream | system | n | {string.Join(" | ", phases.Select(phase => $"{phase} ms"))} | t1 − t0 ms |");
Console.WriteLine($"|---|---|---|{string.Concat(phases.Select(_ => "---|"))}---|");
foreach (var cell in trials.GroupBy(trial => (trial.DurationS, trial.System)).OrderBy(cell => cell.Key))
{
    var parts = phases.Select(name => Number(cell.Select(trial =>
        times[trial.TrialId].Where(phase => phase.Phase == name).Sum(phase => (phase.EndNs - phase.StartNs) / 1e6))));
    var whole = Number(cell.Select(trial => (trial.T1Ns - trial.T0Ns) / 1e6));
    Console.WriteLine(FormattableString.Invariant(
        $"| {cell.Key.DurationS} s | {cell.Key.System} | {cell.Count()} | {string.Join(" | ", parts)} | {whole} |"));
}

return trials.Count > 0 ? 0 : 1;

static string Number(IEnumerable<double> milliseconds) =>
    milliseconds.Median().ToString("0.00", CultureInfo.InvariantCulture);

List<TRow> Read<TRow>(string file)
{
    // t1_ns in a table is T1Ns here.
    var rules = new CsvConfiguration(CultureInfo.InvariantCulture)
    {
        PrepareHeaderForMatch = header => header.Header.Replace("_", "").ToUpperInvariant(),
    };
    using var csv = new CsvReader(new StreamReader(Path.Join(folder, file)), rules);
    return [.. csv.GetRecords<TRow>()];
}

internal sealed record TrialRow(
    string TrialId, string System, double DurationS, long T0Ns, long T1Ns, string Outcome, bool Valid);

internal sealed record PhaseRow(string TrialId, string Phase, long StartNs, long EndNs);
