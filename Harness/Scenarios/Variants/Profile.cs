using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Variants;

/// <summary>A named set of keys that replace those of the file.</summary>
internal sealed record Profile(string Name, MappingNode Keys)
{
    /// <summary>The scenario with that profile.</summary>
    public MappingNode Apply(MappingNode scenario) => Keys.Entries.Aggregate(
        scenario, (changed, entry) => NodeEdit.Set(changed, [entry.Key], entry.Value));
}
