using Eval.Harness.Model;
using Eval.Harness.Scenarios.Shapes;

namespace Eval.Harness.Scenarios.Drafts;

/// <summary>What could be read of a map's axes.</summary>
internal sealed class BreakEvenDraft
{
    /// <summary>Streams per second.</summary>
    public IReadOnlyList<Located<double>> ArrivalRates { get; set; } = [];

    /// <summary>Mean service times of one event.</summary>
    public IReadOnlyList<Located<TimeSpan>> EventCosts { get; set; } = [];

    /// <summary>The finished record.</summary>
    public BreakEvenSpec ToSpec() => new(
        [.. ArrivalRates.Select(rate => rate.Value).Distinct().Order()],
        [.. EventCosts.Select(cost => cost.Value).Distinct().Order()]);
}
