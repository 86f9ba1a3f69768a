using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Variants;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Shapes;

/// <summary>Keys of systems or of the workload, each with a list of values.</summary>
/// <param name="MaximumValues">The most values of one key.</param>
/// <param name="MaximumCombinations">The most combinations of all keys.</param>
internal sealed record MatrixShape(int MaximumValues, int MaximumCombinations) : IShape<IReadOnlyList<MatrixAxis>>
{
    private const string Form =
        "a mapping of keys such as 'systems.*.isolation', 'systems.LABEL.KEY' or 'workload.rate', each with a list";

    /// <inheritdoc />
    public bool TryRead(
        string name, Node node, ErrorList errors, [NotNullWhen(true)] out IReadOnlyList<MatrixAxis>? value)
    {
        value = null;
        if (node is not MappingNode { Entries.Count: > 0 } mapping)
        {
            Expected.Refuse(name, node, Form, errors, node is MappingNode ? " without a key" : "");
            return false;
        }

        var axes = mapping.Entries.Select(entry => Axis(entry, errors)).ToList();
        if (axes.Contains(null))
        {
            return false;
        }

        var combinations = axes.Aggregate(1L, (product, axis) => Math.Min(int.MaxValue, product * axis!.Values.Count));
        if (combinations > MaximumCombinations)
        {
            errors.Add(node.At, $"{combinations} combinations; at most {MaximumCombinations} are possible");
            return false;
        }

        value = [.. axes.OfType<MatrixAxis>()];
        return true;
    }

    /// <inheritdoc />
    public JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["minProperties"] = 1,
        ["additionalProperties"] = false,
        ["patternProperties"] = new JsonObject
        {
            [@"^(systems\..+|workload)\.[A-Za-z]+$"] = new JsonObject
            {
                ["type"] = "array", ["minItems"] = 1, ["maxItems"] = MaximumValues,
            },
        },
    };

    private MatrixAxis? Axis(MappingEntry entry, ErrorList errors)
    {
        var isOfSystem = entry.Key.StartsWith(MatrixAxis.Systems, StringComparison.Ordinal)
            && entry.Key[MatrixAxis.Systems.Length..].Contains('.', StringComparison.Ordinal);
        var isOfWorkload = entry.Key.StartsWith(MatrixAxis.Workload, StringComparison.Ordinal);
        var key = entry.Key[(entry.Key.LastIndexOf('.') + 1)..];
        if (!(isOfSystem || isOfWorkload) || key.Length == 0 || !key.All(char.IsAsciiLetter) || key == "name")
        {
            errors.Add(entry.At, $"{Shown.Quoted(entry.Key)} is no key of a matrix; it must be {Form}");
            return null;
        }

        if (entry.Value is SequenceNode { Items.Count: > 0 } list && list.Items.Count <= MaximumValues
            && list.Items.All(item => item is ScalarNode { IsNull: false }))
        {
            return new MatrixAxis(entry.Key, entry.At, [.. list.Items.OfType<ScalarNode>()]);
        }

        errors.Add(entry.Value.At, $"{Shown.Quoted(entry.Key)} must be a list of 1 to {MaximumValues} words");
        return null;
    }
}
