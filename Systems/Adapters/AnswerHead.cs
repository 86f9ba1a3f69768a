using Eval.Systems.Functions.Remembering;

namespace Eval.Systems.Adapters;

/// <summary>What an answer tells beside its outputs.</summary>
/// <param name="InstanceId">Who answered, where that is told.</param>
/// <param name="State">What was moved between the function and a store of its state.</param>
internal readonly record struct AnswerHead(string? InstanceId, StateTraffic State = default);
