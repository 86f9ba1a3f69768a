using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Shapes;

/// <summary>One of the words that exist.</summary>
/// <param name="What">What the word names, for the message on an unknown one.</param>
/// <param name="Choices">The words.</param>
internal sealed record ChoiceShape(string What, IReadOnlyList<string> Choices) : IShape<string>
{
    /// <inheritdoc />
    public bool TryRead(string name, Node node, ErrorList errors, [NotNullWhen(true)] out string? value)
    {
        value = null;
        var expectation = Choices.Count == 1 ? $"'{Choices[0]}'" : $"one of {string.Join(", ", Choices)}";
        if (!Expected.TryScalar(name, node, expectation, errors, out var scalar))
        {
            return false;
        }

        if (Choices.Contains(scalar.Text, StringComparer.Ordinal))
        {
            value = scalar.Text;
            return true;
        }

        errors.Add(node.At, UnknownName.Message(What, scalar.Text, Choices));
        return false;
    }

    /// <inheritdoc />
    public JsonObject Schema() => new() { ["enum"] = new JsonArray([.. Choices.Select(PlainScalar.ToJson)]) };
}
