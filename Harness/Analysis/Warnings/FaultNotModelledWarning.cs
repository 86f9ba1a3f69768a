using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Warnings;

/// <summary>A simulated stream ran without the faults that its scenario asks for.</summary>
internal sealed class FaultNotModelledWarning : IWarning
{
    private const string Live = "live";

    /// <inheritdoc/>
    public string Name => "fault-not-modelled";

    /// <inheritdoc/>
    public string? Remark(Measure measure)
    {
        var faults = measure.Timeline.Faults;
        return faults.Count > 0 && measure.Timeline.Executor != Live
            ? $"the stream ran without: {string.Join(", ", faults.Select(fault => $"kill {fault.Part}"))}"
            : null;
    }
}
