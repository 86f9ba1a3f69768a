using Eval.Harness.Model;
using Eval.Harness.Scenarios.Shapes;

namespace Eval.Harness.Scenarios.Drafts;

/// <summary>What could be read of one threshold.</summary>
internal sealed class ExpectationDraft
{
    /// <summary>The label.</summary>
    public Located<string>? System { get; set; }

    /// <summary>The metric's name.</summary>
    public Located<string>? Metric { get; set; }

    /// <summary>What is known of the metric; null where it is none.</summary>
    public MetricDescription? Known { get; set; }

    /// <summary>The metric's unit, once it is known.</summary>
    public string Unit => Known?.Unit ?? "";

    /// <summary>Of which streams.</summary>
    public Located<TimeSpan>? Duration { get; set; }

    /// <summary>median or ci_high.</summary>
    public string Statistic { get; set; } = "median";

    /// <summary>The upper limit, as the file has it.</summary>
    public Located<string>? Below { get; set; }

    /// <summary>The lower limit, as the file has it.</summary>
    public Located<string>? Above { get; set; }
}
