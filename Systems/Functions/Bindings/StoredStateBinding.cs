using Eval.Systems.Functions.Probing;
using Eval.Systems.Functions.Remembering;
using Eval.Systems.Sdk;

namespace Eval.Systems.Functions.Bindings;

/// <summary>
/// A step as a function of one event whose state is in a store: read, step, exchange. Where somebody else exchanged
/// the state meanwhile, the step is run again on the newer one, so that no event's part in it is lost; the order of
/// events is that of their exchanges. An input is processed when its exchange is done.
/// </summary>
/// <param name="definition">Of a function whose state is portable.</param>
/// <param name="parameters">Its parameters.</param>
/// <param name="store">Where the states are.</param>
public sealed class StoredStateBinding(StepDefinition definition, FunctionParameters parameters, IStateStore store)
{
    /// <summary>Of those who try at a time one succeeds, so that this many are never needed.</summary>
    private const int MostTries = 1_000;

    /// <summary>The outputs of one event, complete, and what was moved for its state.</summary>
    /// <exception cref="IOException">The state cannot be read or exchanged.</exception>
    public async Task<StoredOutcome> HandleAsync(string stream, StreamEvent input, Probe probe)
    {
        bool first;
        lock (probe)
        {
            first = probe.Received(input.Sequence);
        }

        long read = 0;
        long written = 0;
        for (var tries = 1; tries <= MostTries; tries++)
        {
            var before = await store.ReadAsync(stream).ConfigureAwait(false);
            read += before.Bytes.Length;
            var step = definition.BeginPortable!(parameters);
            if (before.Version > 0)
            {
                step.Load(before.Bytes);
            }

            var outputs = CompleteOutputs.Of(step.Handle(input));
            var after = step.Save();
            written += after.Length;
            if (await store.TryExchangeAsync(stream, before, after).ConfigureAwait(false))
            {
                Processed(input, probe, first, outputs.Count);
                return new StoredOutcome(outputs, new StateTraffic(2 * tries, read, written));
            }
        }

        throw new IOException($"the state changed {MostTries} times while one event was handled");
    }

    private static void Processed(StreamEvent input, Probe probe, bool first, int outputs)
    {
        if (first)
        {
            lock (probe)
            {
                probe.Returned(input.Sequence, outputs);
            }
        }
    }
}
