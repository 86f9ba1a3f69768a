using System.CommandLine;
using Eval.Harness.Analysis;
using Eval.Harness.Cli.Exits;
using Eval.Harness.Model;
using Eval.Harness.Presentation;

namespace Eval.Harness.Cli.Verbs;

/// <summary><c>record DIR</c>: when the streams of a run came, as a trace to replay.</summary>
internal static class RecordVerb
{
    public static Command Create()
    {
        var directory = Arguments.Folder();
        var output = new Option<string>("--out")
        {
            Description = "the trace, for arrivals of the kind trace", DefaultValueFactory = _ => "trace.csv",
        };
        var session = new Option<string?>("--session")
        {
            Description = "which session, by its id (default the first; of a run without sessions all trials)",
        };
        var command = new Command("record", "Write when the streams of a run came as a trace, which arrivals replay.")
        {
            directory, output, session,
        };
        command.SetAction(parsed => Record(
            parsed.GetRequiredValue(directory), parsed.GetRequiredValue(output), parsed.GetValue(session)));
        return command;
    }

    /// <exception cref="UsageException">There is no such session, or the file cannot be written.</exception>
    private static int Record(string directory, string output, string? session)
    {
        var timelines = RunFolder.Open(directory).ReadJournal();
        var sessions = timelines.Where(timeline => timeline.Streams.Count > 0).ToArray();
        if (timelines.Count == 0)
        {
            throw new UsageException($"{directory} holds no trial yet");
        }

        if (session is not null && sessions.All(known => known.Trial.TrialId != session))
        {
            throw new UsageException($"--session {session}: not in the run; it has "
                + (sessions.Length == 0 ? "none" : string.Join(", ", sessions.Select(known => known.Trial.TrialId))));
        }

        var chosen = sessions.FirstOrDefault(known => session is null || known.Trial.TrialId == session);
        IReadOnlyList<Timeline> streams = chosen?.Streams ?? timelines;
        try
        {
            ArrivalTrace.Write(output, streams.Select(TrialAnalysis.Measure));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"cannot write {output}: {refused.Message}");
        }

        Console.Out.WriteLine(FormattableString.Invariant(
            $"{output}: {streams.Count} arrivals of {chosen?.Trial.TrialId ?? "all trials"}"));
        return ExitCode.Success;
    }
}
