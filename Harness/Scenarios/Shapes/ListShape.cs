using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Shapes;

/// <summary>A bounded list of values of one shape; items that cannot be read are reported and left out.</summary>
internal sealed record ListShape<T>(IShape<T> Item, int Minimum, int Maximum) : IShape<IReadOnlyList<Located<T>>>
{
    /// <inheritdoc />
    public bool TryRead(
        string name, Node node, ErrorList errors, [NotNullWhen(true)] out IReadOnlyList<Located<T>>? value)
    {
        value = null;
        var expectation = $"a list of {Minimum} to {Maximum} items";
        if (node is not SequenceNode list)
        {
            Expected.Refuse(name, node, expectation, errors);
            return false;
        }

        if (list.Items.Count < Minimum || list.Items.Count > Maximum)
        {
            errors.Add(list.At, $"'{name}' must be {expectation}; it has {list.Items.Count}");
        }

        var items = new List<Located<T>>();
        foreach (var item in list.Items.Take(Maximum))
        {
            if (Item.TryRead(name, item, errors, out var read))
            {
                items.Add(new Located<T>(item.At, read));
            }
        }

        value = items;
        return true;
    }

    /// <inheritdoc />
    public JsonObject Schema() => new()
    {
        ["type"] = "array",
        ["minItems"] = Minimum,
        ["maxItems"] = Maximum,
        ["items"] = Item.Schema(),
    };
}
