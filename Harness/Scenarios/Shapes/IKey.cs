using System.Text.Json.Nodes;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Shapes;

/// <summary>One key of a mapping, whatever the type of its value.</summary>
/// <typeparam name="TDraft">What the mapping is read into.</typeparam>
internal interface IKey<in TDraft>
{
    /// <summary>The key, camelCase.</summary>
    string Name { get; }

    /// <summary>Whether the file must give it.</summary>
    bool IsRequired { get; }

    /// <summary>Reads the value into the draft, or appends why not.</summary>
    void Read(Node value, TDraft draft, ErrorList errors);

    /// <summary>The value's JSON Schema, with description and default.</summary>
    JsonObject Schema();
}
