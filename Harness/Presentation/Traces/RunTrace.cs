using System.Text.Json;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Storage;

namespace Eval.Harness.Presentation.Traces;

/// <summary>trace.json: the life of every stream of a run, for Perfetto (ui.perfetto.dev) or another viewer of the
/// Trace Event Format. A system is a process, a stream a thread. Large runs have the phases alone.</summary>
internal static class RunTrace
{
    /// <summary>Its name in a run's folder.</summary>
    public const string FileName = "trace.json";

    /// <summary>Of runs with more events than this each event is left out: viewers read a few hundred thousand
    /// lines.</summary>
    public const int MostEvents = 50_000;

    /// <summary>Writes it.</summary>
    public static void Write(Stream target, Run run)
    {
        var events = run.Streams.Sum(stream => (long)stream.Timeline.Events.Count);
        var withEvents = events <= MostEvents;
        target.Write("{\"displayTimeUnit\":\"ms\",\"otherData\":"u8);
        JsonSerializer.Serialize(
            target,
            new Dictionary<string, object>
            {
                ["run"] = run.Manifest.RunId,
                ["executor"] = run.Manifest.Executor,
                ["events"] = withEvents ? "each" : FormattableString.Invariant($"left out: there are {events}"),
            },
            RecordJson.Line);
        target.Write(",\"traceEvents\":["u8);
        var separator = "\n"u8;
        foreach (var line in Lines(run, withEvents))
        {
            target.Write(separator);
            JsonSerializer.Serialize(target, line, RecordJson.Line);
            separator = ",\n"u8;
        }

        target.Write("\n]}\n"u8);
    }

    private static IEnumerable<TraceEvent> Lines(Run run, bool withEvents)
    {
        var systems = run.Scenario.Systems.Select(system => system.Name).ToList();
        foreach (var (index, name) in systems.Index())
        {
            yield return new TraceEvent("process_name", 'M', index + 1, 0)
            {
                Details = new Dictionary<string, object> { ["name"] = name },
            };
        }

        var streams = run.Streams.ToList();
        if (streams.Count == 0)
        {
            yield break;
        }

        var clock = TraceClock.Of(streams);
        var thread = 1;
        foreach (var stream in streams)
        {
            var process = systems.IndexOf(stream.Timeline.Trial.System.Name) + 1;
            var trace = new StreamTrace(clock, stream, process, thread);
            foreach (var line in trace.Lines(withEvents))
            {
                yield return line;
            }

            thread += trace.Tracks;
        }
    }
}
