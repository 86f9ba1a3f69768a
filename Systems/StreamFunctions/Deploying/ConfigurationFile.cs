using System.Text.Json;
using System.Text.Json.Serialization;

namespace Eval.Systems.StreamFunctions.Deploying;

/// <summary>A configuration as a JSON file.</summary>
public static class ConfigurationFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Writes it, to a temporary name first.</summary>
    public static void Write(string path, ServerConfiguration configuration)
    {
        var temporary = path + ".new";
        File.WriteAllText(temporary, JsonSerializer.Serialize(configuration, Options));
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="JsonException">It is not one; the message says where.</exception>
    public static ServerConfiguration Read(string path) =>
        JsonSerializer.Deserialize<ServerConfiguration>(File.ReadAllText(path), Options)
        ?? throw new JsonException($"{path} holds null");
}
