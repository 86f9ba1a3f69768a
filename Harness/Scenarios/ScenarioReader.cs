using Eval.Harness.Model;
using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Keys;
using Eval.Harness.Scenarios.Quantities;
using Eval.Harness.Scenarios.Rules;
using Eval.Harness.Scenarios.Shapes;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios;

/// <summary>YAML → <see cref="Scenario"/>. Whatever the bytes are, the answer is a scenario or its mistakes, never an
/// exception; a file of more than 1 MiB is refused unread.</summary>
public static class ScenarioReader
{
    /// <summary>Reads a scenario from text.</summary>
    /// <param name="fileName">The file as the user named it, for the messages.</param>
    /// <param name="text">Its content; a byte order mark at the start is skipped.</param>
    /// <param name="vocabulary">The systems, workloads and functions that exist.</param>
    public static ScenarioReading Read(string fileName, string text, Vocabulary vocabulary)
    {
        var errors = new ErrorList(fileName);
        return Read(text, null, vocabulary, errors);
    }

    /// <summary>Reads a scenario from a file in UTF-8.</summary>
    public static ScenarioReading ReadFile(string path, Vocabulary vocabulary)
    {
        var errors = new ErrorList(path);
        byte[] bytes;
        try
        {
            using var stream = File.OpenRead(path);
            bytes = SourceText.ReadBytes(stream);
        }
        catch (Exception unreadable) when (
            unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            errors.Add(Position.Start, $"cannot be read: {unreadable.Message}");
            return new ScenarioReading(null, errors.Sorted());
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        return Read(SourceText.Decode(bytes, errors), folder, vocabulary, errors);
    }

    private static ScenarioReading Read(
        string? source, string? folder, Vocabulary vocabulary, ErrorList errors)
    {
        var text = source is null ? null : SourceText.Check(source, errors);
        var root = text is null ? null : NodeReader.Read(text, errors);
        var draft = new ScenarioDraft();
        if (root is MappingNode mapping)
        {
            KeyedMapping.Read("the scenario", mapping, ScenarioKeys.TopLevel(vocabulary, folder), draft, errors);
            RuleList.Check(draft, errors);
        }
        else if (root is not null)
        {
            Expected.Refuse("scenario", root, "a mapping that begins with 'schema: 1'", errors);
        }

        if (errors.Count > 0)
        {
            return new ScenarioReading(null, errors.Sorted());
        }

        var scenario = draft.ToScenario(text!);
        var workload = vocabulary.Workloads.First(kind => kind.Kind == scenario.Workload.Kind);
        var longest = scenario.Durations.Max(
            duration => EventCount.Whole(duration, scenario.Workload.RatePerSecond) ?? 0);
        if (workload.Problem(scenario.Workload, (int)longest) is not { } problem)
        {
            return new ScenarioReading(scenario, []);
        }

        errors.Add(draft.Workload.Kind!.Value.At, $"the workload {scenario.Workload.Kind}: {problem}");
        return new ScenarioReading(null, errors.Sorted());
    }
}
