using Eval.Systems.Simulation.Distributions;

namespace Eval.Systems.Simulation.Streams;

/// <summary>
/// A stream event by event through one instance, in order: event i is seen at
/// max(due_i + delivery_i, processed_(i−1) + gap_i), the first when the start is over, and processed a service time
/// later. A batch sees all its events when it has been handed over, and processes one after the other.
/// </summary>
public static class FrameByFrameStream
{
    /// <summary>The stream in full.</summary>
    /// <param name="model">The system; one instance.</param>
    /// <param name="dueNs">When each event is due, nanoseconds after t0; ascending, the first 0.</param>
    /// <param name="seed">Of the run.</param>
    /// <param name="stream">The stream's number.</param>
    public static StreamRecord Run(SystemModel model, IReadOnlyList<long> dueNs, ulong seed, ulong stream)
    {
        ArgumentOutOfRangeException.ThrowIfZero(dueNs.Count, nameof(dueNs));
        var random = new StreamRandomness(seed, stream);
        var phases = random.StartPhasesNs(model);
        var askedNs = model.IsBatch ? dueNs[^1] : 0;
        var uploadNs = model.IsBatch ? random.UploadNs(model, dueNs.Count) : 0;
        var readyNs = askedNs + phases.Sum() + uploadNs;
        var events = model.IsBatch
            ? Batch(model, dueNs, readyNs, ref random)
            : InOrder(model, dueNs, readyNs, ref random);
        return new StreamRecord(
            new StreamTimes(readyNs, events[^1].ProcessedNs, dueNs[^1]),
            phases,
            uploadNs,
            events,
            [new InstanceTimes(askedNs, readyNs)]);
    }

    private static EventTimes[] InOrder(
        SystemModel model, IReadOnlyList<long> dueNs, long readyNs, ref StreamRandomness random)
    {
        var events = new EventTimes[dueNs.Count];
        var processedNs = readyNs;
        for (var i = 0; i < events.Length; i++)
        {
            var seenNs = i == 0
                ? readyNs
                : Math.Max(
                    dueNs[i] + model.Delivery.SampleNs(ref random.Delivery),
                    processedNs + model.Gap.SampleNs(ref random.Gap));
            processedNs = seenNs + random.ServiceNs(model);
            processedNs += i == events.Length - 1 ? random.EndingNs(model, events.Length) : 0;
            events[i] = new EventTimes(dueNs[i], dueNs[i], seenNs, processedNs, 0);
        }

        return events;
    }

    private static EventTimes[] Batch(
        SystemModel model, IReadOnlyList<long> dueNs, long readyNs, ref StreamRandomness random)
    {
        var events = new EventTimes[dueNs.Count];
        var processedNs = readyNs;
        for (var i = 0; i < events.Length; i++)
        {
            processedNs += random.ServiceNs(model);
            events[i] = new EventTimes(dueNs[i], dueNs[^1], readyNs, processedNs, 0);
        }

        return events;
    }
}
