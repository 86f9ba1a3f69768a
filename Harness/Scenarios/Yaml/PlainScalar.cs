using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Eval.Harness.Scenarios.Yaml;

/// <summary>What YAML 1.2's core schema makes of a word without quotes; editors check scenarios that way.</summary>
internal static partial class PlainScalar
{
    /// <summary>Whether the word stays text.</summary>
    public static bool IsText(string word) =>
        word is not ("" or "~" or "null" or "Null" or "NULL") &&
        word is not ("true" or "True" or "TRUE" or "false" or "False" or "FALSE") &&
        !Number().IsMatch(word);

    /// <summary>The word as JSON: a truth value or whole number where it is one, else text.</summary>
    public static JsonNode ToJson(string word) => word switch
    {
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        _ when long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => word,
    };

    [GeneratedRegex(
        @"\A(?:[-+]?(?:0o[0-7]+|0x[0-9a-fA-F]+|(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?" +
        @"|\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN)\z")]
    private static partial Regex Number();
}
