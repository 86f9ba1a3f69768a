using Eval.Systems.Functions.Bindings;
using Eval.Systems.Functions.Probing;
using Eval.Systems.Sdk;

namespace Eval.Systems.FaasHost.Keeping;

/// <summary>Gives the outputs of one event of that stream, complete, and what was moved for its state.</summary>
internal delegate Task<StoredOutcome> EventHandling(string stream, StreamEvent input, Probe probe);
