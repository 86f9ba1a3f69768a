using System.Globalization;
using Eval.Systems.Abstractions;
using Eval.Systems.Adapters;
using Eval.Tests.Shared;

namespace Eval.Tests.Conformance;

/// <summary>A kind of system with some keys set, written as <c>kind[key=value,key=value]</c>, or with its defaults, as
/// <c>kind</c>. Beside the kind's keys there are <c>output=nats</c> and <c>stages=N</c>, of the scenario.</summary>
internal sealed record Variant(string Kind, IReadOnlyDictionary<string, string> Changed)
{
    /// <summary>Reads a label.</summary>
    public static Variant Parse(string label)
    {
        var parts = label.TrimEnd(']').Split('[', ',');
        return new Variant(
            parts[0], parts[1..].Select(part => part.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]));
    }

    /// <summary>All keys of the kind.</summary>
    public IReadOnlyDictionary<string, string> Options => AdapterCatalog.OptionsOf(Kind).ToDictionary(
        option => option.Name, option => Changed.GetValueOrDefault(option.Name, option.Default));

    /// <summary>How many functions follow each other. Of a grey frame the grey frame is the same, so each stage but the
    /// first hands on what it gets.</summary>
    public int Stages => int.Parse(Changed.GetValueOrDefault("stages", "1"), CultureInfo.InvariantCulture);

    /// <summary>Where the last one's outputs go.</summary>
    public OutputTarget Output =>
        Changed.GetValueOrDefault("output") == "nats" ? OutputTarget.Nats : OutputTarget.Producer;

    /// <summary>Whether instances may start at any time of a stream.</summary>
    public bool Scales => Changed.ContainsKey("maxInstances") || Changed.ContainsKey("shards.count");

    /// <summary>Whether its boxes are containers.</summary>
    public bool UsesDocker => Changed.Values.Contains("docker");

    /// <summary>Skips the test, or fails it in CI, where what the variant needs is not here.</summary>
    public void RequireParts()
    {
        if (Kind is "functions-framework" or "workerd")
        {
            RealPart.Require("node", "nodejs");
            RealPart.Require("npm", "npm");
        }

        if (Kind == "command")
        {
            RealPart.Require("python3", "python3");
        }

        if (Changed.Values.Intersect(["jetstream", "nats"]).Any())
        {
            RealPart.Require("nats-server", "nats-server");
        }

        if (Changed.Values.Contains("bubblewrap"))
        {
            RealPart.Require("bwrap", "bubblewrap");
        }
    }
}
