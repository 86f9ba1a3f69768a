using Eval.Systems.Adapters;
using Eval.Tests.Shared;

namespace Eval.Tests.Conformance;

/// <summary>A kind of system with one key set, written as <c>kind[key=value]</c>, or with its defaults, as
/// <c>kind</c>.</summary>
internal sealed record Variant(string Kind, string Key, string Value)
{
    /// <summary>Reads a label.</summary>
    public static Variant Parse(string label) => label.TrimEnd(']').Split('[', '=') switch
    {
        [var kind] => new Variant(kind, "", ""),
        [var kind, var key, var value] => new Variant(kind, key, value),
        _ => throw new FormatException($"'{label}' is not kind[key=value]"),
    };

    /// <summary>All keys of the kind.</summary>
    public IReadOnlyDictionary<string, string> Options => AdapterCatalog.OptionsOf(Kind).ToDictionary(
        option => option.Name, option => option.Name == Key ? Value : option.Default);

    /// <summary>Skips the test, or fails it in CI, where what the variant needs is not here.</summary>
    public void RequireParts()
    {
        if (this is { Key: "source", Value: "jetstream" })
        {
            RealPart.Require("nats-server", "nats-server");
        }
    }
}
