using System.Text.Json;
using Eval.Systems.Sandboxes;

namespace Eval.Systems.Faas;

/// <summary>What surrounds each instance, on the gateway's command line as JSON.</summary>
/// <param name="Isolation">The rung of the isolation ladder.</param>
/// <param name="Settings">Its labels, limits and protections.</param>
public sealed record BoxPolicy(Isolation Isolation, SandboxSettings Settings)
{
    /// <summary>As one line of JSON.</summary>
    public string Encode() => JsonSerializer.Serialize(this, AccountJson.Default.BoxPolicy);

    /// <summary>Reads what <see cref="Encode"/> wrote.</summary>
    /// <exception cref="JsonException">The text is something else.</exception>
    public static BoxPolicy Decode(string text) =>
        JsonSerializer.Deserialize(text, AccountJson.Default.BoxPolicy) ?? throw new JsonException("no policy");
}
