using System.Globalization;
using System.Runtime.CompilerServices;
using Eval.Harness.Model;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Running;

/// <summary>Goal: the instrument's clock is everybody's. Method: a known answer in Python, a process of its own, keeps
/// a log that the harness never sees; the stamps at the boundary, on either side of a pipe, are held against it.
/// </summary>
[Collection(RealTime.Name)]
public sealed class TwoLogsTests : IDisposable
{
    private const double AgreementMs = 1;

    // Of 200 ms of events some find a program waiting that is done with the first ones soon.
    private const double EasyMs = 15;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eval");
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>The cold start is the interpreter's own, which the program's log tells, and then what is declared.
    /// </summary>
    [Theory]
    [MemberData(nameof(KnownAnswerTrials.Answers), MemberType = typeof(KnownAnswerTrials))]
    public async Task A_process_that_is_not_dotnet_and_the_harness_log_the_same_times(
        double coldStartMs, double serviceMs)
    {
        RealPart.Require("python3", "python3");
        var command = string.Create(
            CultureInfo.InvariantCulture,
            $"python3 \"{Program()}\" {coldStartMs * 1e6:0} {serviceMs * 1e6:0} \"{_folder.FullName}\"");
        await KnownAnswerTrials.CheckAsync(
            () => KnownAnswerTrials.MeasureAsync(
                "command", new Dictionary<string, string> { ["command"] = command }, KnownAnswerTrials.Count,
                _cancellation),
            measures =>
            {
                TwoLogs[] trials = [.. measures.Select(LogsOf)];
                trials.ShouldAllBe(trial => trial.Measure.Timeline.Outcome == Outcome.Completed);
                trials.ShouldAllBe(trial => trial.Measure.Timeline.Output!.IsRight);
                ShouldAgree(trials, withInputs: coldStartMs + (2 * serviceMs) < EasyMs);
                ShouldBeTheAnswer(trials, coldStartMs / 1000, serviceMs / 1000);
            });
    }

    private TwoLogs LogsOf(Measure measure) => new(
        measure, ProgramLog.Read(Path.Combine(_folder.FullName, measure.Timeline.Trial.TrialId)));

    private static void ShouldAgree(TwoLogs[] trials, bool withInputs)
    {
        trials.SelectMany(trial => trial.Contradictions()).ShouldBeEmpty();
        ShouldAgree(trials.Select(trial => trial.Measure.T1Ns!.Value - trial.Log.Events[0].ProcessedNs));
        ShouldAgree(trials.Select(trial => trial.Measure.T2Ns!.Value - trial.Log.Events[^1].ProcessedNs));
        ShouldAgree(trials.SelectMany(trial => trial.OutputDelaysNs));
        if (withInputs)
        {
            ShouldAgree(trials.SelectMany(trial => trial.InputDelaysNs));
        }
    }

    private static string Program([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "known_answer.py");

    private static void ShouldBeTheAnswer(TwoLogs[] trials, double declared, double service)
    {
        var firsts = trials.Select(trial => trial.BegunSeconds + declared + service).ToArray();
        var totals = firsts.Select(first => KnownAnswerTrials.TotalSeconds(first - service, service)).ToArray();
        var (first, total) = (KnownAnswerTrials.Median(firsts), KnownAnswerTrials.Median(totals));
        KnownAnswerTrials.Median(trials.Zip(firsts, (trial, known) => trial.FirstSeconds - known))
            .ShouldBe(0, KnownAnswerTrials.Tolerance(first));
        KnownAnswerTrials.Median(trials.Zip(totals, (trial, known) => trial.TotalSeconds - known))
            .ShouldBe(0, KnownAnswerTrials.Tolerance(total));
        var (least, most) = KnownAnswerTrials.Penalty(first, total);
        KnownAnswerTrials.Median(trials.Select(trial => trial.Measure.ColdStartPenalty!.Value))
            .ShouldBeInRange(least, most);
    }

    private static void ShouldAgree(IEnumerable<long> differencesNs) =>
        KnownAnswerTrials.Median(differencesNs.Select(ns => ns / 1e6)).ShouldBeInRange(0, AgreementMs);

    /// <summary>One trial as both sides saw it.</summary>
    private sealed record TwoLogs(Measure Measure, ProgramLog Log)
    {
        /// <summary>t0 to when the program began.</summary>
        public double BegunSeconds => (Log.BegunNs - Measure.T0Ns) / 1e9;

        /// <summary>t1 − t0, as the harness has it.</summary>
        public double FirstSeconds => (Measure.T1Ns!.Value - Measure.T0Ns) / 1e9;

        /// <summary>t2 − t0, as the harness has it.</summary>
        public double TotalSeconds => (Measure.T2Ns!.Value - Measure.T0Ns) / 1e9;

        /// <summary>From handing over to the return at the producer.</summary>
        public IEnumerable<long> OutputDelaysNs => Measure.Timeline.Events.Zip(
            Log.Events, (ours, its) => ours.ReturnedNs!.Value - its.ProcessedNs);

        /// <summary>From the send to the program's sight of it, of the events that found the program waiting.</summary>
        public IEnumerable<long> InputDelaysNs => Enumerable.Range(1, KnownAnswerTrials.Events - 1)
            .Where(i => Log.Events[i - 1].ProcessedNs < SentNs(i))
            .Select(i => Log.Events[i].ReceivedNs - SentNs(i));

        /// <summary>Events whose stamps of both logs are in an order in which nothing can happen.</summary>
        public IEnumerable<string> Contradictions() => Measure.Timeline.Events.Zip(Log.Events)
            .Where(pair => pair.First.SentNs > pair.Second.ReceivedNs
                || pair.Second.ReceivedNs > pair.Second.ProcessedNs
                || pair.Second.ProcessedNs > pair.First.ReturnedNs)
            .Select(pair => $"{Measure.Timeline.Trial.TrialId}: {pair}");

        private long SentNs(int i) => Measure.Timeline.Events[i].SentNs!.Value;
    }

    /// <summary>What the program wrote.</summary>
    private sealed record ProgramLog(long BegunNs, IReadOnlyList<(long ReceivedNs, long ProcessedNs)> Events)
    {
        public static ProgramLog Read(string path)
        {
            var lines = File.ReadAllLines(path)
                .Select(line => line.Split(' '))
                .Select(words => words.Select(word => long.Parse(word, CultureInfo.InvariantCulture)).ToArray())
                .ToArray();
            return new ProgramLog(lines[0][0], [.. lines[1..].Select(stamps => (stamps[0], stamps[1]))]);
        }
    }
}
