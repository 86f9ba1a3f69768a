using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Streams;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Simulation.Streams;

/// <summary>The aggregate model against frame by frame with random times: within 1 % on means and 3 % on the 99th
/// percentile.</summary>
public sealed class FidelityTests
{
    private const long PeriodNs = 100_000_000;

    private static readonly StartPhase[] Start =
    [
        new("sandbox", Lognormal.OfMean(0.3, 0.1)), new("connect", new Gamma(4, 0.05)),
    ];

    private static readonly Dictionary<string, (SystemModel Model, int Events)> Cases = new()
    {
        // The backlog of the start is gone before the end: overhead is the last event's latency.
        ["caught up"] = (new() { Start = Start, Service = Lognormal.OfMean(0.005, 0.002),
            Delivery = new Exponential(0.003), Ending = new Gamma(2, 0.002) }, 100),

        // It is not: overhead is start and work less the stream.
        ["in a backlog"] = (new() { Start = [new StartPhase("start", Lognormal.OfMean(20, 2))],
            Service = new Gamma(2, 0.02), Gap = new Exponential(0.001) }, 100),
        ["overloaded"] = (new() { Start = Start, Service = new Gamma(4, 0.05) }, 100),
        ["batch"] = (new() { Start = Start, Service = Lognormal.OfMean(0.003, 0.002), IsBatch = true,
            Upload = new Gamma(9, 0.0001) }, 100),
        ["batch, shared service"] = (new() { Start = Start, Service = Lognormal.OfMean(0.003, 0.002), IsBatch = true,
            SharesService = true }, 100),
        ["one event"] = (new() { Start = Start, Service = new Exponential(0.005) }, 1),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Both_fidelities_give_the_same_distribution(string name)
    {
        var (model, events) = Cases[name];
        var streams = Scale.IsFull ? 400_000 : 60_000;
        long[] dueNs = [.. Enumerable.Range(0, events).Select(i => i * PeriodNs)];
        var frames = new double[streams];
        var aggregates = new double[streams];
        Parallel.For(0, streams, stream =>
        {
            var frame = FrameByFrameStream.Run(model, dueNs, 1, (ulong)stream).Times;
            var aggregate = AggregateStream.Run(model, events, dueNs[^1], 1, (ulong)stream);
            aggregate.T1Ns.ShouldBe(frame.T1Ns);
            (frames[stream], aggregates[stream]) = (frame.OverheadNs, aggregate.OverheadNs);
        });
        Array.Sort(frames);
        Array.Sort(aggregates);

        aggregates.Average().ShouldBe(frames.Average(), 0.01 * frames.Average());
        var rank = (int)(0.99 * streams);
        aggregates[rank].ShouldBe(frames[rank], 0.03 * frames[rank]);
    }
}
