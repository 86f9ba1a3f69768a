using Eval.Systems.Sdk;

namespace Eval.Systems.Functions;

/// <summary>
/// The logic of a function, written once: one event and the state so far give the outputs, in order. An output's
/// payload may live in the state, and is valid until the next call.
/// </summary>
public delegate IEnumerable<StreamEvent> Step<in TState>(StreamEvent input, TState state);
