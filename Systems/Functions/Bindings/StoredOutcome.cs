using Eval.Systems.Functions.Remembering;
using Eval.Systems.Sdk;

namespace Eval.Systems.Functions.Bindings;

/// <summary>What one event gave, and what was moved for its state.</summary>
/// <param name="Outputs">The outputs, complete.</param>
/// <param name="Traffic">Between function and store.</param>
public readonly record struct StoredOutcome(IReadOnlyList<StreamEvent> Outputs, StateTraffic Traffic = default);
