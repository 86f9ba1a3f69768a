using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Shapes;

namespace Eval.Harness.Scenarios.Keys;

/// <summary>The keys of sessions of many streams, which <c>simulate</c> and <c>break-even</c> take.</summary>
internal static class SimulationKeys
{
    private const int LongestPath = 256;
    private const long LeastMemory = 1 << 20;
    private const long MostMemory = 1L << 40;

    private static readonly TimeSpan s_grain = TimeSpan.FromMicroseconds(1);
    private static readonly TimeSpan s_hour = TimeSpan.FromSeconds(3600);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<IKey<ScenarioDraft>> All { get; } =
    [
        new Key<ScenarioDraft, FleetDraft>(
            "fleet", "Many streams at once, through models", new FleetShape(),
            (draft, fleet) => draft.Fleet = fleet)
        {
            IsOptional = true,
        },
        new Key<ScenarioDraft, IReadOnlyList<Located<PriceDraft>>>(
            "prices", "What each system's streams are billed by",
            new ListShape<PriceDraft>(new RecordShape<PriceDraft>("price", Price), 1, Limits.Systems),
            (draft, prices) => draft.Prices = prices.Value)
        {
            IsOptional = true,
        },
        new Key<ScenarioDraft, BreakEvenDraft>(
            "breakEven", "The axes of a break-even map, beside the durations",
            new RecordShape<BreakEvenDraft>("break-even map", BreakEven),
            (draft, map) => draft.BreakEven = map)
        {
            IsOptional = true,
        },
    ];

    private static IReadOnlyList<IKey<PriceDraft>> Price =>
    [
        new Key<PriceDraft, string>(
            "system", "The system's label, without what a matrix adds", new LineShape(1, Limits.LabelLength),
            (draft, label) => draft.System = label),
        new Key<PriceDraft, string>(
            "book", "The price book's file, from the scenario's folder", new LineShape(1, LongestPath),
            (draft, book) => draft.Book = book.Value),
        new Key<PriceDraft, decimal>(
            "vcpus", "Processors of an instance", new NumberShape(0.001m, 256),
            (draft, count) => draft.Vcpus = (double)count.Value),
        new Key<PriceDraft, long>(
            "memory", "Memory of an instance", new SizeShape(LeastMemory, MostMemory),
            (draft, memory) => draft.MemoryBytes = memory.Value),
    ];

    private static IReadOnlyList<IKey<BreakEvenDraft>> BreakEven =>
    [
        new Key<BreakEvenDraft, IReadOnlyList<Located<double>>>(
            "arrivalRates", "Streams per second, in place of the fleet's own rate",
            new ListShape<double>(FleetKeys.Rate, 1, Limits.BreakEvenValues),
            (draft, rates) => draft.ArrivalRates = rates.Value),
        new Key<BreakEvenDraft, IReadOnlyList<Located<TimeSpan>>>(
            "eventCosts", "Mean service times of one event, in place of the models' own",
            new ListShape<TimeSpan>(new DurationShape(s_grain, s_hour), 1, Limits.BreakEvenValues),
            (draft, costs) => draft.EventCosts = costs.Value),
    ];
}
