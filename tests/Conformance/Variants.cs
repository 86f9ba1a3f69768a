using Eval.Tests.Shared;

namespace Eval.Tests.Conformance;

/// <summary>Configurations of the stream function beside its defaults: the keys that differ, and what they need.</summary>
internal static class Variants
{
    public const string InProcess = "stream-function in process";
    public const string Warm = "stream-function warm";
    public const string WarmHandedOver = "stream-function warm handed over";

    /// <summary>The keys of each variant, by its name.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> All { get; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>
        {
            [InProcess] = Keys(("isolation", "in-process")),
            ["stream-function handed over"] = Keys(("bufferAt", "instance")),
            ["stream-function drop-oldest"] = Keys(("overflow", "drop-oldest")),
            ["stream-function bubblewrap"] = Keys(("isolation", "bubblewrap")),
            [Warm] = Keys(("start", "warm")),
            [WarmHandedOver] = Keys(("start", "warm"), ("bufferAt", "instance")),
        };

    /// <summary>Skips where a part that the variant needs is missing.</summary>
    public static void Require(string name)
    {
        if (All.TryGetValue(name, out var keys) && keys.GetValueOrDefault("isolation") == "bubblewrap")
        {
            RealPart.Require("bwrap", "bubblewrap");
        }
    }

    private static Dictionary<string, string> Keys(params (string Key, string Value)[] keys) =>
        keys.ToDictionary(key => key.Key, key => key.Value);
}
