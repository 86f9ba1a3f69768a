using Eval.Systems.Functions;
using Eval.Systems.Functions.Bindings;
using Eval.Systems.Functions.Probing;
using Eval.Systems.Sdk;

namespace Eval.Systems.FaasHost.Keeping;

/// <summary>The states of this instance's streams in its memory; they go with it. Of one stream one event is handled at
/// a time. Streams are as many as their probes, which are bounded.</summary>
internal sealed class KeptStates(StepDefinition definition, FunctionParameters parameters)
{
    private readonly Dictionary<string, PerEventBinding> _byStream = new(StringComparer.Ordinal);

    /// <summary>Handles an event with what its stream has left here.</summary>
    public Task<StoredOutcome> HandleAsync(string stream, StreamEvent input, Probe probe)
    {
        var binding = BindingOf(stream, probe);
        lock (binding)
        {
            // An output may live in the state, which the next event changes while this answer is still being written.
            return Task.FromResult(new StoredOutcome(
                [.. binding.Handle(input).Select(output => output with { Payload = output.Payload.ToArray() })]));
        }
    }

    private PerEventBinding BindingOf(string stream, Probe probe)
    {
        lock (_byStream)
        {
            if (!_byStream.TryGetValue(stream, out var binding))
            {
                binding = new PerEventBinding(definition, parameters, probe, keepState: true);
                _byStream.Add(stream, binding);
            }

            return binding;
        }
    }
}
