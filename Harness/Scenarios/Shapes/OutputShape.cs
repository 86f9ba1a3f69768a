using System.Text.Json.Nodes;
using Eval.Harness.Model;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Shapes;

/// <summary>Where outputs go: a word, or a mapping with the subject of a NATS server.</summary>
internal sealed record OutputShape : IShape<(OutputTarget Target, string Subject)>
{
    private const int LongestSubject = 128;
    private const string SubjectPattern = @"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*";

    private static readonly ChoiceShape Words = new("output", ["producer", "none"]);

    private static readonly TextShape Subject = new(
        SubjectPattern, "a NATS subject: words of A-Z, a-z, 0-9, '_' and '-', joined by dots", LongestSubject);

    /// <inheritdoc />
    public bool TryRead(string name, Node node, ErrorList errors, out (OutputTarget Target, string Subject) value)
    {
        value = (OutputTarget.Producer, "");
        if (node is MappingNode mapping)
        {
            var subjects = new List<string>();
            var key = new Key<List<string>, string>(
                "nats", "The subject", Subject, (found, subject) => found.Add(subject.Value));
            KeyedMapping.Read("this output", mapping, [key], subjects, errors);
            value = (OutputTarget.Nats, subjects.FirstOrDefault(""));
            return subjects.Count == 1;
        }

        if (!Words.TryRead(name, node, errors, out var word))
        {
            return false;
        }

        value.Target = word == "none" ? OutputTarget.None : OutputTarget.Producer;
        return true;
    }

    /// <inheritdoc />
    public JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(
            Words.Schema(),
            new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = false,
                ["required"] = new JsonArray("nats"),
                ["properties"] = new JsonObject { ["nats"] = Subject.Schema() },
            }),
    };
}
