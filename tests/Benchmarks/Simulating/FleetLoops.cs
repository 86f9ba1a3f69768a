using System.Diagnostics;
using Eval.Systems.Sdk;
using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Fleets;
using Eval.Systems.Simulation.Streams;

namespace Eval.Tests.Benchmarks.Simulating;

/// <summary>Streams by the million.</summary>
internal static class FleetLoops
{
    private const int Events = 100;
    private const long SpanNs = 9_900_000_000;
    private const double Mebibyte = 1 << 20;
    private const int Cores = 2;

    private static readonly StartPhase[] Start =
    [
        new("admit", Lognormal.OfMean(0.0002, 0.0001)), new("sandbox", Lognormal.OfMean(0.001, 0.0005)),
        new("runtime", new Gamma(4, 0.001)), new("connect", new Weibull(3, 0.01)),
        new("first-event", Lognormal.OfMean(0.001, 0.0005)),
    ];

    private static readonly SystemModel[] Models =
    [
        new() { Start = Start, Service = new Gamma(4, 0.00005), Delivery = new Exponential(0.0002) },
        new() { Start = Start, Service = new Gamma(4, 0.00005), Delivery = new Exponential(0.0008) },
        new() { Start = Start, Service = new Gamma(4, 0.00005), IsBatch = true, SharesService = true },
        new() { Start = [new("start", Lognormal.OfMean(1.4, 0.1))], Service = new Gamma(4, 0.00005) },
    ];

    /// <summary>What this process grows by while so many streams live at once, resident.</summary>
    public static double LiveMebibytes(int live)
    {
        Settle();
        using var self = Process.GetCurrentProcess();
        var before = self.WorkingSet64;

        // Streams live about 10 s, so that this rate has that many of them alive; twice as many come.
        var fleet = Run(Models[0], live / 10.0, 2L * live);
        self.Refresh();
        var grown = (self.WorkingSet64 - before) / Mebibyte;
        return fleet.Live.Maximum >= 0.95 * live ? grown : double.NaN;
    }

    /// <summary>So many streams against each of four models, two at a time.</summary>
    public static double FourModelsSeconds(int streams)
    {
        Settle();
        var startNs = MonotonicClock.NowNs;
        Parallel.ForEach(Models, new ParallelOptions { MaxDegreeOfParallelism = Cores }, model =>
        {
            if (Run(model, 1000, streams).Arrived != streams)
            {
                throw new InvalidOperationException("streams are missing");
            }
        });
        return (MonotonicClock.NowNs - startNs) / 1e9;
    }

    private static FleetModel Run(SystemModel model, double rate, long streams) => FleetModel.Run(
        new FleetOptions
        {
            Arrivals = RenewalArrivals.Poisson(rate),
            System = model,
            Events = Events,
            SpanNs = SpanNs,
            Streams = streams,
        },
        1);

    private static void Settle()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
    }
}
