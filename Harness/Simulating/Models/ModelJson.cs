using System.Text.Json;
using System.Text.Json.Serialization;
using Eval.Harness.Model;

namespace Eval.Harness.Simulating.Models;

/// <summary>Model files as JSON; what is unknown or missing is an error.</summary>
public static class ModelJson
{
    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>The model as text.</summary>
    public static string Write(ModelFile model) => JsonSerializer.Serialize(model, Strict) + "\n";

    /// <summary>The model in that text.</summary>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="json">Its text.</param>
    /// <exception cref="FormatException">It is no model; the message has file and, where it can, the line.</exception>
    public static ModelFile Read(string name, string json)
    {
        try
        {
            var model = JsonSerializer.Deserialize<ModelFile>(json, Strict) ?? throw new JsonException("null");
            foreach (var entry in model.Systems)
            {
                // Each law is made once, so that a wrong parameter is found here and not in the middle of a run.
                _ = entry.ToSystemModel(new SystemSpec("", entry.Kind, entry.Options));
                _ = entry.Teardown.ToDistribution();
            }

            return model;
        }
        catch (JsonException wrong)
        {
            throw new FormatException($"{name}:{wrong.LineNumber + 1}: {wrong.Message}", wrong);
        }
        catch (FormatException wrong)
        {
            throw new FormatException($"{name}: {wrong.Message}", wrong);
        }
    }
}
