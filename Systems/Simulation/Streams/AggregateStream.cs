using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Randomness;

namespace Eval.Systems.Simulation.Streams;

/// <summary>
/// A stream as one: the closed form of ORACLES, Section 1, with the total work of its N events drawn at once. The work
/// is the sum of N independent times; its law is taken as the gamma law of the same mean and variance, which is exact
/// for deterministic, exponential and gamma times and the central limit for others. It ignores that an event may take
/// longer than the gap to the next after the backlog is gone: use it where the service is shorter than that.
/// </summary>
public static class AggregateStream
{
    /// <summary>The times of one stream.</summary>
    /// <param name="model">The system; one instance.</param>
    /// <param name="events">N, 1 or more.</param>
    /// <param name="spanNs">L, when the last event is due.</param>
    /// <param name="seed">Of the run.</param>
    /// <param name="stream">The stream's number.</param>
    /// <param name="isWarm">Whether an instance waits already: then the first event is delivered as any other.</param>
    public static StreamTimes Run(
        SystemModel model, int events, long spanNs, ulong seed, ulong stream, bool isWarm = false)
    {
        var random = new StreamRandomness(seed, stream);
        var startNs = isWarm ? model.Delivery.SampleNs(ref random.Delivery) : random.StartNs(model, instance: 0);
        if (model.IsBatch)
        {
            var seenNs = spanNs + startNs + random.UploadNs(model, events);
            return new StreamTimes(seenNs, seenNs + Work(model, events, ref random), spanNs);
        }

        var lastNs = random.ServiceNs(model) + random.EndingNs(model, events);
        if (events == 1)
        {
            return new StreamTimes(startNs, startNs + lastNs, spanNs);
        }

        var dueNs = spanNs + model.Delivery.SampleNs(ref random.Delivery) + lastNs;
        var workedNs = startNs + Work(model, events - 1, ref random) + lastNs
            + SumNs(model.Gap, events - 1, ref random.Gap);
        return new StreamTimes(startNs, Math.Max(dueNs, workedNs), spanNs);
    }

    private static long Work(SystemModel model, int events, ref StreamRandomness random) => model.SharesService
        ? events * random.ServiceNs(model)
        : SumNs(model.Service, events, ref random.Service);

    private static long SumNs(IDistribution law, int count, ref RandomStream random)
    {
        if (law.Variance <= 0)
        {
            return law.SampleNs(ref random) * count;
        }

        // Building the law of the sum costs nothing but two numbers: its shape and scale.
        return Sampling.ToNs(Gamma.Sample(count * law.Mean * law.Mean / law.Variance, law.Variance / law.Mean,
            ref random));
    }
}
