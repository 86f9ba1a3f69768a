using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Reporting;

namespace Eval.Tests.Systems.StreamFunctions.Streams;

/// <summary>What holds of every stream, however it went.</summary>
internal static class StreamInvariants
{
    /// <summary>Whatever does not hold.</summary>
    public static IReadOnlyList<string> Broken(SimulatedStream stream)
    {
        var found = new List<string>(stream.Violations);
        if (stream.Summary is not { } summary)
        {
            return [.. found, "no outcome"];
        }

        OneOutcome(stream, summary, found);
        Accounts(stream, summary, found);
        Order(stream, found);
        Released(stream, found);
        var limit = SimulatedStream.Deadlines.WallClock + (4 * SimulatedStream.Deadlines.End);
        Expect(stream.TookNs <= limit.TotalNanoseconds + 2e9, $"it took {stream.TookNs} ns", found);
        return found;
    }

    private static void OneOutcome(SimulatedStream stream, StreamSummary summary, List<string> found)
    {
        Expect(stream.Producer.Reports.Count <= 1, "two reports", found);
        Expect(
            stream.Producer.Reports.Count == 1 || !stream.Producer.Listens
            || stream.ProducerConduct == ProducerConduct.ByteByByte,
            "no report", found);
        Expect(
            stream.Producer.Reports.TrueForAll(
                report => (report.Code, report.Reason) == (summary.Code, summary.Reason)),
            "another report than the summary", found);
        var allowed = Allowed(stream).ToHashSet();
        Expect(allowed.Contains(summary.Code), $"{summary.Code}, where {string.Join(", ", allowed)} are due", found);
        Expect(
            (summary.Code == EndCode.Completed) == (summary.Outcome == EndKind.Completed),
            $"{summary.Outcome} with code {summary.Code}", found);
    }

    /// <summary>Sent = processed + counted drops + in flight, at every stage.</summary>
    private static void Accounts(SimulatedStream stream, StreamSummary summary, List<string> found)
    {
        Expect(summary.EventsReceived <= stream.Producer.Sent, "more received than sent", found);
        for (var i = 0; i < stream.Instances.Count; i++)
        {
            var (stage, instance) = (summary.Stages[i], stream.Instances[i]);
            Expect(
                stage.EventsReceived == stage.EventsHanded + stage.EventsDropped + stage.EventsWaiting,
                $"stage {i}: received is not handed, dropped and waiting", found);
            Expect(stage.EventsWaiting >= 0, $"stage {i}: more left than came", found);
            Expect(instance.Taken.Count <= stage.EventsHanded, $"stage {i}: more taken than handed", found);
            Expect(stage.Outputs <= instance.Said, $"stage {i}: more outputs than were said", found);
            Expect(stream.DropsOldest || stage.EventsDropped == 0, $"stage {i}: dropped", found);
            if (summary.Outcome == EndKind.Completed && !stream.Conducts.Contains(InstanceConduct.EndsEarly))
            {
                var sent = i == 0 ? stream.Producer.Sent : stream.Instances[i - 1].Said;
                Expect(
                    sent == instance.Taken.Count + stage.EventsDropped,
                    $"stage {i}: {sent} sent, {instance.Taken.Count} taken, {stage.EventsDropped} dropped", found);
            }
        }

        if (summary.Outcome == EndKind.Completed && stream.Producer.Listens)
        {
            Expect(stream.Producer.Sent == stream.Events, "completed before all was sent", found);
            Expect(stream.Producer.Outputs.Count == stream.Instances[^1].Said, "outputs were lost", found);
            Expect(
                stream.Conducts.Contains(InstanceConduct.EndsEarly)
                || stream.Producer.Trailers.Order().SequenceEqual(Enumerable.Range(0, stream.Fanout.Length)),
                "trailers were lost", found);
        }
    }

    private static void Order(SimulatedStream stream, List<string> found)
    {
        for (var i = 0; i < stream.Instances.Count; i++)
        {
            var taken = stream.Instances[i].Taken;
            var first = i == 0 ? 1000 : 0;
            for (var k = 0; k < taken.Count; k++)
            {
                Expect(taken[k].Mark >= 0, $"stage {i}: bytes were changed", found);
                Expect(
                    stream.DropsOldest || taken[k].Sequence == first + k,
                    $"stage {i}: event {taken[k].Sequence} as number {k}", found);
                Expect(
                    k == 0 || (taken[k].Sequence > taken[k - 1].Sequence && taken[k].Mark >= taken[k - 1].Mark),
                    $"stage {i}: out of order", found);
            }
        }

        var times = stream.Fanout.Aggregate((all, each) => all * each);
        var outputs = stream.Producer.Outputs;
        for (var k = 0; k < outputs.Count; k++)
        {
            Expect(outputs[k].Sequence == 1000 + outputs[k].Mark, "an output of another event than it says", found);
            Expect(
                stream.DropsOldest ? k == 0 || outputs[k].Mark >= outputs[k - 1].Mark : outputs[k].Mark == k / times,
                $"output {k} is of event {outputs[k].Mark}", found);
        }
    }

    private static void Released(SimulatedStream stream, List<string> found)
    {
        Expect(stream.Listed == 0, $"{stream.Listed} instances are still listed", found);
        foreach (var instance in stream.Instances)
        {
            Expect(instance.Disposals == 1, $"{instance.Identity.InstanceId} disposed {instance.Disposals}×", found);
            Expect(
                instance.Exited.IsCompleted || (instance.WasKilled
                    && stream.Conducts.Contains(InstanceConduct.CannotBeKilled)),
                $"{instance.Identity.InstanceId} still lives", found);
            Expect(
                instance.Channel is null || instance.Line.IsShut,
                $"{instance.Identity.InstanceId}'s channel is still open", found);
        }
    }

    /// <summary>The ends that a stream may have, by what its parts do.</summary>
    private static IEnumerable<EndCode> Allowed(SimulatedStream stream)
    {
        var faults = stream.Conducts.SelectMany(Allowed).Concat(Allowed(stream.ProducerConduct)).ToList();
        faults.AddRange(stream.IsEnding ? [EndCode.ControlPlaneEnded, EndCode.StartFailed, EndCode.InstanceDied] : []);
        return faults.Append(EndCode.Completed);
    }

    private static EndCode[] Allowed(InstanceConduct conduct) => conduct switch
    {
        InstanceConduct.Proper => [],
        InstanceConduct.CannotStart or InstanceConduct.EndsBeforeItCalls => [EndCode.StartFailed],
        InstanceConduct.NeverReady => [EndCode.StartTooLong],
        InstanceConduct.ThrowsBefore or InstanceConduct.ThrowsMid or InstanceConduct.ThrowsAfter
            or InstanceConduct.EndsEarly => [EndCode.FunctionFailed],
        InstanceConduct.DiesMid => [EndCode.InstanceDied],
        InstanceConduct.DiesSometime => [EndCode.InstanceDied, EndCode.StartFailed],
        InstanceConduct.RunsOutOfMemory => [EndCode.OutOfMemory],
        // Where it had all in its buffer before it stopped reading, only the wall clock can tell.
        InstanceConduct.NeverReads => [EndCode.EventTooLong, EndCode.TooLong],
        InstanceConduct.NeverYields => [EndCode.TooLong],
        InstanceConduct.TalksNonsense => [EndCode.ProtocolViolation],
        InstanceConduct.IgnoresItsEnd or InstanceConduct.CannotBeKilled => [EndCode.EndTooLong],
        _ => throw new ArgumentOutOfRangeException(nameof(conduct)),
    };

    private static EndCode[] Allowed(ProducerConduct conduct) => conduct switch
    {
        ProducerConduct.Proper => [],
        ProducerConduct.ByteByByte => [EndCode.MidFrameTooLong],
        ProducerConduct.FallsSilent => [EndCode.IdleTooLong],
        ProducerConduct.StopsWithinAFrame => [EndCode.MidFrameTooLong, EndCode.IdleTooLong],
        ProducerConduct.Closes or ProducerConduct.Breaks or ProducerConduct.ClosesAfterItsEnd => [EndCode.ProducerGone],
        ProducerConduct.TalksNonsense => [EndCode.ProtocolViolation, EndCode.IdleTooLong, EndCode.MidFrameTooLong],
        ProducerConduct.NeverReads => [EndCode.TooLong],
        _ => throw new ArgumentOutOfRangeException(nameof(conduct)),
    };

    private static void Expect(bool holds, string violation, List<string> found)
    {
        if (!holds)
        {
            found.Add(violation);
        }
    }
}
