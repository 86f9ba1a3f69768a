using System.Text.Json.Nodes;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Shapes;

/// <summary>A mapping with declared keys, and no others.</summary>
internal static class KeyedMapping
{
    /// <summary>Reads every key into the draft; unknown and missing ones are mistakes.</summary>
    /// <param name="owner">What the mapping is, for the message on a missing key.</param>
    /// <param name="mapping">What the file has.</param>
    /// <param name="keys">What it may have.</param>
    /// <param name="draft">What it is read into.</param>
    /// <param name="errors">Where mistakes go.</param>
    /// <param name="what">What its keys are, for the message on an unknown one.</param>
    public static void Read<TDraft>(
        string owner, MappingNode mapping, IReadOnlyList<IKey<TDraft>> keys, TDraft draft, ErrorList errors,
        string what = "key")
    {
        foreach (var entry in mapping.Entries)
        {
            if (keys.FirstOrDefault(key => key.Name == entry.Key) is { } key)
            {
                key.Read(entry.Value, draft, errors);
            }
            else
            {
                errors.Add(entry.At, UnknownName.Message(what, entry.Key, [.. keys.Select(known => known.Name)]));
            }
        }

        foreach (var key in keys.Where(key => key.IsRequired && mapping.Entries.All(entry => entry.Key != key.Name)))
        {
            errors.Add(mapping.At, $"{owner} lacks the key '{key.Name}'");
        }
    }

    /// <summary>The same as JSON Schema.</summary>
    public static JsonObject Schema<TDraft>(IReadOnlyList<IKey<TDraft>> keys)
    {
        var properties = new JsonObject();
        foreach (var key in keys)
        {
            properties[key.Name] = key.Schema();
        }

        var required = keys.Where(key => key.IsRequired).Select(key => (JsonNode)key.Name);
        return new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["required"] = new JsonArray([.. required]),
            ["properties"] = properties,
        };
    }
}
