using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Variants;

/// <summary>One value of each axis of a matrix.</summary>
internal sealed record Combination(IReadOnlyList<(MatrixAxis Axis, ScalarNode Value)> Choices)
{
    /// <summary>The cross product, the last axis fastest; of no axis the one combination without a choice.</summary>
    public static IReadOnlyList<Combination> Of(IReadOnlyList<MatrixAxis> axes) => axes.Aggregate(
        (IReadOnlyList<Combination>)[new Combination([])],
        (product, axis) =>
        [
            .. from combination in product
               from value in axis.Values
               select new Combination([.. combination.Choices, (axis, value)]),
        ]);

    /// <summary>The scenario with those values; each system that they touch says so in its name. An axis of a system
    /// that does not exist is a mistake.</summary>
    public ExpandedScenario Apply(MappingNode scenario, ErrorList errors)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        var changed = Choices.Where(choice => choice.Axis.IsOfWorkload).Aggregate(
            scenario,
            (root, choice) => NodeEdit.Set(root, choice.Axis.Path.Split('.'), choice.Value));
        if (NodeEdit.Get(scenario, "systems") is SequenceNode systems)
        {
            var names = systems.Items.Select(NameOf).OfType<string>().ToArray();
            foreach (var (axis, _) in Choices.Where(choice =>
                !choice.Axis.IsOfWorkload && names.All(name => choice.Axis.KeyIn(name) is null)))
            {
                var known = string.Join(", ", names);
                errors.Add(axis.At, $"{Shown.Quoted(axis.Path)} is of no system; known: * and {known}");
            }

            changed = NodeEdit.Set(
                changed, ["systems"], systems with { Items = [.. systems.Items.Select(item => Of(item, parameters))] });
        }

        return new ExpandedScenario(
            changed, parameters, Choices.Any(choice => choice.Axis.IsOfWorkload));
    }

    private Node Of(Node item, Dictionary<string, string> parameters)
    {
        if (item is not MappingNode system || NameOf(item) is not { } name)
        {
            return item;
        }

        var own = Choices
            .Select(choice => (Key: choice.Axis.KeyIn(name), choice.Value))
            .Where(choice => choice.Key is not null)
            .ToArray();
        var all = own
            .Concat(Choices.Select(choice => (Key: choice.Axis.KeyInWorkload, choice.Value)))
            .Where(choice => choice.Key is not null)
            .Select(choice => $"{choice.Key}={choice.Value.Text}")
            .Order(StringComparer.Ordinal)
            .ToArray();
        if (all.Length == 0)
        {
            return item;
        }

        var label = $"{name}[{string.Join(';', all)}]";
        parameters[label] = string.Join(';', all);
        var changed = own.Aggregate(
            system, (mapping, choice) => NodeEdit.Set(mapping, choice.Key!.Split('.'), choice.Value));
        return NodeEdit.Set(changed, ["name"], new ScalarNode(NodeEdit.Get(system, "name")!.At, label, IsPlain: false));
    }

    private static string? NameOf(Node item) =>
        item is MappingNode system && NodeEdit.Get(system, "name") is ScalarNode name ? name.Text : null;
}
