using Eval.Systems.Simulation.Distributions;

namespace Eval.Systems.Simulation.Streams;

/// <summary>
/// A further function of a workflow, one instance, in order: its events are the outputs of the stage before, one of
/// each event, and it starts when the first stage does. Event i is seen at
/// max(output_i + delivery_i, processed_(i−1) + gap_i), none before the start is over. A batch hands its outputs on
/// together when it has processed the last event.
/// </summary>
public static class FollowingStage
{
    // Each stage draws from streams of its own.
    private const int StageBits = 32;

    /// <summary>The stage in full; what was rejected before does not reach it.</summary>
    /// <param name="model">The system.</param>
    /// <param name="before">The stage before.</param>
    /// <param name="seed">Of the run.</param>
    /// <param name="stream">The stream's number.</param>
    /// <param name="stage">The stage's place in the workflow, from 1.</param>
    public static StreamRecord Run(SystemModel model, StreamRecord before, ulong seed, ulong stream, int stage)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stage, 1);
        var random = new StreamRandomness(seed, stream | ((ulong)stage << StageBits));
        var phases = random.StartPhasesNs(model);
        var askedNs = before.Instances[0].AskedNs;
        var uploadNs = model.IsBatch ? random.UploadNs(model, before.Events.Count) : 0;
        var readyNs = askedNs + phases.Sum();
        var events = new EventTimes[before.Events.Count];
        var freeNs = readyNs;
        for (var i = 0; i < events.Length; i++)
        {
            var input = before.Events[i];
            if (input.IsRejected)
            {
                events[i] = input;
                continue;
            }

            var sentNs = model.IsBatch ? before.Times.T2Ns : input.ProcessedNs;
            var cameNs = sentNs + uploadNs + model.Delivery.SampleNs(ref random.Delivery);
            var seenNs = Math.Max(cameNs, freeNs + (i == 0 ? 0 : model.Gap.SampleNs(ref random.Gap)));
            freeNs = seenNs + random.ServiceNs(model);
            freeNs += i == events.Length - 1 ? random.EndingNs(model, events.Length) : 0;
            events[i] = new EventTimes(input.DueNs, sentNs, seenNs, freeNs, 0);
        }

        return new StreamRecord(
            new StreamTimes(events[0].SeenNs, freeNs, before.Times.SpanNs),
            phases,
            uploadNs,
            events,
            [new InstanceTimes(askedNs, readyNs)]);
    }
}
