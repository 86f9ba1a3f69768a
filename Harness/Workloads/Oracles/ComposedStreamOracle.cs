namespace Eval.Harness.Workloads.Oracles;

/// <summary>What a workflow must give of which some function is stateful: each function sees all outputs of the one
/// before as one stream. They are kept in memory between two functions.</summary>
/// <param name="stages">The functions' oracles, in the order in which events pass them; at least one.</param>
public sealed class ComposedStreamOracle(IReadOnlyList<IStreamOracle> stages) : IStreamOracle
{
    /// <inheritdoc />
    public IEnumerable<IReadOnlyList<byte[]>> Outputs(IReadOnlyList<ReadOnlyMemory<byte>> inputs)
    {
        var outputs = stages[0].Outputs(inputs);
        foreach (var stage in stages.Skip(1))
        {
            outputs = Next(stage, [.. outputs]);
        }

        return outputs;
    }

    private static IEnumerable<IReadOnlyList<byte[]>> Next(IStreamOracle stage, IReadOnlyList<byte[]>[] byInput)
    {
        ReadOnlyMemory<byte>[] between = [.. byInput.SelectMany(outputs => outputs)];
        using var after = stage.Outputs(between).GetEnumerator();
        foreach (var outputs in byInput)
        {
            var caused = new List<byte[]>();
            for (var i = 0; i < outputs.Count && after.MoveNext(); i++)
            {
                caused.AddRange(after.Current);
            }

            yield return caused;
        }
    }
}
