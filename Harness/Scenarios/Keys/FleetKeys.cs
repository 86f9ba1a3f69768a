using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Shapes;

namespace Eval.Harness.Scenarios.Keys;

/// <summary>The keys of <c>fleet</c>, by the kind of its arrivals.</summary>
internal static class FleetKeys
{
    private const string Bursts = "bursts";

    private static readonly string[] s_optional = ["rate", "streams", "shape", "burstRate", "calm", "burst"];
    private static readonly TimeSpan s_grain = TimeSpan.FromMicroseconds(1);
    private static readonly TimeSpan s_day = TimeSpan.FromSeconds(24 * 3600);

    /// <summary>Streams per second.</summary>
    public static RateShape Rate { get; } = new(0.000001m, 1_000_000);

    /// <summary>The kinds.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["constant", "poisson", "gamma", "weibull", Bursts];

    /// <summary>The keys of that kind; null, where the kind is unknown: of any.</summary>
    public static IReadOnlyList<IKey<FleetDraft>> Of(string? kind) => kind switch
    {
        "gamma" or "weibull" => [Kind(kind), .. Many, Shape],
        Bursts => [Kind(kind), .. Many, .. Bursty],
        null => [Kind(kind), .. Optional],
        _ => [Kind(kind), .. Many],
    };

    private static Key<FleetDraft, decimal> Shape { get; } = new(
        "shape", "Of the law of gaps: 1 is Poisson, less is burstier", new NumberShape(0.1m, 100),
        (draft, shape) => draft.Shape = (double)shape.Value);

    private static IReadOnlyList<IKey<FleetDraft>> Many { get; } =
    [
        new Key<FleetDraft, double>(
            "rate", "Streams per second; of bursts in the calm", Rate, (draft, rate) => draft.Rate = rate.Value),
        new Key<FleetDraft, decimal>(
            "streams", "How many come in a session", new IntegerShape(1, Limits.StreamsPerSession),
            (draft, streams) => draft.Streams = (long)streams.Value),
    ];

    private static IReadOnlyList<IKey<FleetDraft>> Bursty { get; } =
    [
        new Key<FleetDraft, double>(
            "burstRate", "Streams per second in a burst", Rate, (draft, rate) => draft.BurstRate = rate.Value),
        new Key<FleetDraft, TimeSpan>(
            "calm", "How long a calm lasts on average", new DurationShape(s_grain, s_day),
            (draft, calm) => draft.Calm = calm.Value),
        new Key<FleetDraft, TimeSpan>(
            "burst", "How long a burst lasts on average", new DurationShape(s_grain, s_day),
            (draft, burst) => draft.Burst = burst.Value),
    ];

    private static IEnumerable<IKey<FleetDraft>> Optional =>
        s_optional.Select(
            name => new Key<FleetDraft, string>(name, "", new AnythingShape(), (_, _) => { }, Default: ""));

    private static Key<FleetDraft, string> Kind(string? kind) => new(
        "kind", "How streams come", new ChoiceShape("kind of arrivals", kind is null ? Kinds : [kind]),
        (draft, chosen) => draft.Kind = chosen.Value);
}
