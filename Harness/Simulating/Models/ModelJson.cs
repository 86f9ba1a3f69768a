using System.Text.Json;
using System.Text.Json.Serialization;
using Eval.Harness.Simulating.Laws;
using Eval.Systems.Simulation;

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
            foreach (var (path, law) in model.Systems.Index().SelectMany(entry => Laws(entry.Index, entry.Item)))
            {
                Check(name, json, path, law);
            }

            return model;
        }
        catch (JsonException wrong)
        {
            throw new FormatException($"{name}:{wrong.LineNumber + 1}: {wrong.Message}", wrong);
        }
    }

    /// <summary>Each law is made once, so that a wrong parameter is found here, not in the middle of a run.</summary>
    private static void Check(string name, string json, string path, LawSpec law)
    {
        try
        {
            _ = law.ToDistribution();
        }
        catch (FormatException wrong)
        {
            throw new FormatException($"{name}:{JsonPlaces.LineOf(json, path)}: {path}: {wrong.Message}", wrong);
        }
    }

    private static IEnumerable<(string Path, LawSpec Law)> Laws(int number, ModelEntry entry)
    {
        var at = FormattableString.Invariant($"systems[{number}]");
        return
        [
            .. entry.Start.Select((phase, index) => (
                FormattableString.Invariant($"{at}.start[{index}].law"), phase.Law)),
            ($"{at}.delivery", entry.Delivery),
            ($"{at}.gap", entry.Gap),
            ($"{at}.service", entry.Service),
            ($"{at}.ending", entry.Ending),
            ($"{at}.upload", entry.Upload),
            ($"{at}.teardown", entry.Teardown),
        ];
    }
}
