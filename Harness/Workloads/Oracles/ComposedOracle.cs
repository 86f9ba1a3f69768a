namespace Eval.Harness.Workloads.Oracles;

/// <summary>What a workflow of stateless functions must give: each output of a function is an input of the next, in
/// order.</summary>
/// <param name="stages">The functions' oracles, in the order in which events pass them; at least one.</param>
public sealed class ComposedOracle(IReadOnlyList<IOracle> stages) : IOracle
{
    /// <inheritdoc />
    public IReadOnlyList<byte[]> Outputs(ReadOnlySpan<byte> payload)
    {
        IReadOnlyList<byte[]> events = [payload.ToArray()];
        foreach (var stage in stages)
        {
            events = [.. events.SelectMany(item => stage.Outputs(item))];
        }

        return events;
    }
}
