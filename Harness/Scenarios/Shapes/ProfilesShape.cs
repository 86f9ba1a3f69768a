using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Variants;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Shapes;

/// <summary>Names, each with keys that replace those of the file; what is in them is read with the scenario.</summary>
/// <param name="Keys">The top-level keys that a profile may replace.</param>
/// <param name="Maximum">The most profiles.</param>
internal sealed record ProfilesShape(IReadOnlyList<string> Keys, int Maximum) : IShape<IReadOnlyList<Profile>>
{
    private static readonly SlugShape Slug = new();

    private string Form => $"a mapping of 1 to {Maximum} names, each with keys that replace the file's";

    /// <inheritdoc />
    public bool TryRead(
        string name, Node node, ErrorList errors, [NotNullWhen(true)] out IReadOnlyList<Profile>? value)
    {
        value = null;
        if (node is not MappingNode { Entries.Count: > 0 } mapping || mapping.Entries.Count > Maximum)
        {
            var because = node is MappingNode odd ? $" with {odd.Entries.Count} names" : "";
            Expected.Refuse(name, node, Form, errors, because);
            return false;
        }

        var profiles = mapping.Entries.Select(entry => One(entry, errors)).ToList();
        value = profiles.Contains(null) ? null : [.. profiles.OfType<Profile>()];
        return value is not null;
    }

    /// <inheritdoc />
    public JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["minProperties"] = 1,
        ["maxProperties"] = Maximum,
        ["additionalProperties"] = new JsonObject
        {
            ["type"] = "object",
            ["minProperties"] = 1,
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject([.. Keys.Select(key => KeyValuePair.Create<string, JsonNode?>(
                key, new JsonObject { ["$ref"] = $"#/properties/{key}" }))]),
        },
    };

    private Profile? One(MappingEntry entry, ErrorList errors)
    {
        _ = Slug.TryRead("profile", new ScalarNode(entry.At, entry.Key, IsPlain: true), errors, out _);
        if (entry.Value is not MappingNode { Entries.Count: > 0 } keys)
        {
            Expected.Refuse(entry.Key, entry.Value, "a mapping of keys that replace the file's", errors);
            return null;
        }

        foreach (var unknown in keys.Entries.Where(key => !Keys.Contains(key.Key)))
        {
            errors.Add(unknown.At, UnknownName.Message("key of a profile", unknown.Key, [.. Keys]));
        }

        // The rest is read all the same, so that its mistakes are told at once with these.
        return new Profile(entry.Key, keys with { Entries = [.. keys.Entries.Where(key => Keys.Contains(key.Key))] });
    }
}
