using System.Text.Json.Nodes;
using Eval.Harness.Model;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Shapes;

/// <summary>A number, or <c>{ min: 5, max: 50, until: 5% }</c>.</summary>
/// <param name="Maximum">The most repetitions of a cell.</param>
internal sealed record RepetitionsShape(int Maximum) : IShape<(int Least, AdaptiveRepetitions? Adaptive)>
{
    private readonly IntegerShape _count = new(1, Maximum);

    private IReadOnlyList<IKey<Draft>> Keys =>
    [
        new Key<Draft, decimal>("min", "Repetitions in any case", _count, (draft, min) => draft.Min = min.Value),
        new Key<Draft, decimal>("max", "The most repetitions", _count, (draft, max) => draft.Max = max.Value),
        new Key<Draft, double>(
            "until",
            "Enough: the half-width of the median's interval as a share of the median, of penalty and overhead",
            new PercentShape(0.1m, 100),
            (draft, until) => draft.Until = until.Value),
    ];

    /// <inheritdoc />
    public bool TryRead(
        string name, Node node, ErrorList errors, out (int Least, AdaptiveRepetitions? Adaptive) value)
    {
        value = default;
        if (node is not MappingNode mapping)
        {
            var isRead = _count.TryRead(name, node, errors, out var count);
            value = ((int)count, null);
            return isRead;
        }

        var draft = new Draft();
        KeyedMapping.Read($"'{name}'", mapping, Keys, draft, errors);
        if (draft is not { Min: { } min, Max: { } max, Until: { } until })
        {
            return false;
        }

        if (max <= min)
        {
            errors.Add(node.At, $"'max' must be more than 'min'; {max} is not more than {min}");
            return false;
        }

        value = ((int)min, new AdaptiveRepetitions((int)max, until));
        return true;
    }

    /// <inheritdoc />
    public JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(_count.Schema(), KeyedMapping.Schema(Keys)),
    };

    private sealed class Draft
    {
        public decimal? Min { get; set; }

        public decimal? Max { get; set; }

        public double? Until { get; set; }
    }
}
