using System.Globalization;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;
using Eval.Harness.Presentation.Tables;

namespace Eval.Harness.Presentation.Traces;

/// <summary>The life of one stream: its phases on one track with what was started and killed meanwhile, and below them
/// its events, from where the function saw each to where it was processed; with stamps of the boundary, from where it
/// was sent to where its last output came back.</summary>
/// <param name="clock">The trace's time.</param>
/// <param name="stream">The stream.</param>
/// <param name="process">Its system.</param>
/// <param name="thread">Its first track; others follow.</param>
internal sealed class StreamTrace(TraceClock clock, Measure stream, int process, int thread)
{
    /// <summary>How many tracks it has taken, once it was drawn.</summary>
    public int Tracks { get; private set; }

    private TraceTrack Track => new(process, thread);

    /// <summary>The lines.</summary>
    /// <param name="withEvents">Whether each event is among them.</param>
    public IEnumerable<TraceEvent> Lines(bool withEvents)
    {
        Tracks = 1;
        yield return Track.Named(stream.Timeline.Trial.TrialId);
        foreach (var line in Life().Concat(withEvents ? Events() : []))
        {
            yield return line;
        }
    }

    private IEnumerable<TraceEvent> Life()
    {
        var phases = PhaseRow.Of(stream).ToList();
        if (phases.Count > 0)
        {
            yield return clock.Slice("stream", Track, stream.T0Ns, phases[^1].EndNs) with { Details = Facts() };
        }
        else
        {
            yield return clock.Instant("stream", Track, stream.T0Ns) with { Details = Facts() };
        }

        foreach (var phase in phases.Where(phase => phase.EndNs > phase.StartNs))
        {
            yield return clock.Slice(Names.Of(phase.Phase), Track, phase.StartNs, phase.EndNs);
        }

        foreach (var instance in stream.Timeline.Instances)
        {
            yield return clock.Instant($"{instance.Role} {instance.InstanceId} starts", Track, instance.StartedNs);
        }

        foreach (var fault in stream.Timeline.Faults)
        {
            if (fault.KilledNs is { } killedNs)
            {
                yield return clock.Instant($"{fault.Part} {fault.InstanceId} is killed", Track, killedNs);
            }
        }
    }

    private Dictionary<string, object> Facts()
    {
        var facts = new Dictionary<string, object>
        {
            ["outcome"] = Names.Of(stream.Timeline.Outcome),
            ["valid"] = stream.Valid,
        };
        if (stream.Timeline.OutcomeReason is { } reason)
        {
            facts["reason"] = reason;
        }

        if (!stream.Valid)
        {
            facts["invalid_reasons"] = stream.InvalidReasons;
        }

        return facts;
    }

    private IEnumerable<TraceEvent> Events()
    {
        var stages = stream.Timeline.Stages.Count > 0
            ? stream.Timeline.Stages
            : [new StageStamps(0, stream.Timeline.Events)];
        foreach (var stage in stages)
        {
            var lanes = new TraceLanes();
            var first = thread + Tracks;
            var name = stages.Count > 1
                ? string.Create(CultureInfo.InvariantCulture, $"events of stage {stage.Stage}")
                : "events";
            foreach (var (number, startNs, endNs) in Seen(stage).OrderBy(seen => seen.StartNs))
            {
                var known = lanes.Count;
                var track = new TraceTrack(process, first + lanes.Take(startNs, endNs));
                if (lanes.Count > known)
                {
                    yield return track.Named(name);
                }

                yield return clock.Slice(
                    string.Create(CultureInfo.InvariantCulture, $"event {number}"), track, startNs, endNs);
            }

            Tracks += lanes.Count;
        }
    }

    private static IEnumerable<(long Number, long StartNs, long EndNs)> Seen(StageStamps stage)
    {
        foreach (var stamps in stage.Events)
        {
            if (stamps is { ReceivedNs: { } receivedNs, ProcessedNs: { } processedNs })
            {
                yield return (stamps.Sequence, receivedNs, Math.Max(receivedNs, processedNs));
            }
            else if (stamps.SentNs is { } sentNs && (stamps.LastReturnedNs ?? stamps.ReturnedNs) is { } returnedNs)
            {
                yield return (stamps.Sequence, sentNs, Math.Max(sentNs, returnedNs));
            }
        }
    }
}
