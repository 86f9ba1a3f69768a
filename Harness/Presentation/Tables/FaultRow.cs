using Eval.Harness.Model;

namespace Eval.Harness.Presentation.Tables;

/// <summary>One fault of one trial.</summary>
internal readonly record struct FaultRow(Measure Measure, InjectedFault Fault)
{
    /// <summary>The trial that it belongs to.</summary>
    public Timeline Timeline => Measure.Timeline;
}
