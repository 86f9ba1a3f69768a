#:package CsvHelper
#:package MathNet.Numerics
#:property PublishAot=false

// Down to which stream length does a cold start stay below a share of the whole? A cold start c does not depend on the
// length, so the penalty of a stream of length D is about c / max(D, c + N·s). From the measured c of each system
// (median, and the least and largest trial) follow the lengths at which the penalty falls below 1, 5 and 10 %. These are
// extrapolations of measured starts, not measurements.
using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using MathNet.Numerics.Statistics;

if (args is not [var folder])
{
    Console.Error.WriteLine("usage: dotnet run Notebooks/shorter-streams.cs -- RUN-FOLDER");
    return 2;
}

if (!File.Exists(Path.Join(folder, "trials.csv")))
{
    Console.Error.WriteLine($"{folder}: no trials.csv; RUN-FOLDER is that of a run that has ended and kept its trials");
    return 2;
}

double[] shares = [0.01, 0.05, 0.1];
var trials = Read<TrialRow>("trials.csv").Where(trial => trial.Valid && trial.Outcome == "completed").ToList();

Console.WriteLine("| system | n | cold start ms | least | largest | length for 1 % | for 5 % | for 10 % |");
Console.WriteLine("|---|---|---|---|---|---|---|---|");
foreach (var system in trials.Where(trial => trial.Kind != "batch").GroupBy(trial => trial.System))
{
    var starts = system.Select(trial => (trial.T1Ns - trial.T0Ns) / 1e9).ToArray();
    var lengths = shares.Select(share => Seconds(starts.Median() / share));
    Console.WriteLine(FormattableString.Invariant(
        $"| {system.Key} | {starts.Length} | {starts.Median() * 1e3:0.00} | {starts.Min() * 1e3:0.00} | ")
        + FormattableString.Invariant($"{starts.Max() * 1e3:0.00} | {string.Join(" | ", lengths)} |"));
}

if (trials.Exists(trial => trial.Kind == "batch"))
{
    Console.WriteLine("\nBatch is left out: it waits for the end of every stream, so no length lowers its penalty.");
}

return trials.Count > 0 ? 0 : 1;

static string Seconds(double seconds) => seconds < 1
    ? (seconds * 1e3).ToString("0 ms", CultureInfo.InvariantCulture)
    : seconds.ToString("0.0 s", CultureInfo.InvariantCulture);

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
    string TrialId, string System, string Kind, double DurationS, long T0Ns, long T1Ns, string Outcome, bool Valid);
