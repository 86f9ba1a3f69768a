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
    /// <exception cref="FormatException">It is no model; the message has file, line and each mistake.</exception>
    public static ModelFile Read(string name, string json)
    {
        try
        {
            var model = JsonSerializer.Deserialize<ModelFile>(json, Strict) ?? throw new JsonException("null");
            string[] mistakes =
            [
                .. Nameless(name, model),
                .. model.Systems.Index().SelectMany(entry => Laws(entry.Index, entry.Item))
                    .SelectMany(item => Mistakes(name, json, item.Path, item.Law)),
            ];
            return mistakes.Length == 0 ? model : throw new FormatException(string.Join('\n', mistakes));
        }
        catch (JsonException wrong)
        {
            throw new FormatException($"{name}:{wrong.LineNumber + 1}: {wrong.Message}", wrong);
        }
    }

    /// <summary>Every row of a simulated run says where its numbers come from.</summary>
    private static string[] Nameless(string name, ModelFile model) =>
        model.SourceRun.Length > 0 || !string.IsNullOrWhiteSpace(model.Source)
            ? []
            : [$"{name}:1: a model names the run that it was fitted to (sourceRun), or its source (source)"];

    /// <summary>Each law is made once, so that a wrong parameter is found here, not in the middle of a run.</summary>
    private static string[] Mistakes(string name, string json, string path, LawSpec law)
    {
        try
        {
            _ = law.ToDistribution();
            return [];
        }
        catch (FormatException wrong)
        {
            return [$"{name}:{JsonPlaces.LineOf(json, path)}: {path}: {wrong.Message}"];
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
