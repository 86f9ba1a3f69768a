using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Eval.Harness.Model;
using Eval.Harness.Scenarios.Keys;
using Eval.Harness.Scenarios.Shapes;

namespace Eval.Harness.Scenarios;

/// <summary>The JSON Schema of scenario files (draft 2020-12), from the declarations that the reader itself uses.
/// Editors complete and check with it; rules over several keys, and the ranges of quantities, are the reader's
/// alone.</summary>
public static class ScenarioSchema
{
    private static readonly JsonSerializerOptions s_readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema as indented JSON, ending with a line break.</summary>
    public static string Write(Vocabulary vocabulary)
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Eval scenario",
        };
        foreach (var (keyword, value) in KeyedMapping.Schema(ScenarioKeys.TopLevel(vocabulary, folder: null)))
        {
            schema[keyword] = value?.DeepClone();
        }

        return schema.ToJsonString(s_readable) + "\n";
    }
}
