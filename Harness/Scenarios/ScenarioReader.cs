using Eval.Harness.Model;
using Eval.Harness.Scenarios.Errors;
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
    /// <param name="vocabulary">The systems, workloads, functions and metrics that exist.</param>
    /// <param name="profile">Which of the file's profiles; empty: none.</param>
    public static ScenarioReading Read(string fileName, string text, Vocabulary vocabulary, string profile = "")
    {
        var errors = new ErrorList(fileName);
        return Read(text, null, vocabulary, profile, errors);
    }

    /// <summary>Reads a scenario from a file in UTF-8.</summary>
    public static ScenarioReading ReadFile(string path, Vocabulary vocabulary, string profile = "")
    {
        var errors = new ErrorList(path);
        if (Directory.Exists(path))
        {
            errors.Add(Position.Start, "is a folder, and a scenario is a file");
            return new ScenarioReading(null, errors.Sorted());
        }

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
        return Read(SourceText.Decode(bytes, errors), folder, vocabulary, profile, errors);
    }

    private static ScenarioReading Read(
        string? source, string? folder, Vocabulary vocabulary, string profile, ErrorList errors)
    {
        var text = source is null ? null : SourceText.Check(source, errors);
        var root = text is null ? null : NodeReader.Read(text, errors);
        Scenario? scenario = null;
        if (root is MappingNode mapping)
        {
            scenario = new VariantReader(vocabulary, folder, text!, errors).Read(mapping, profile);
        }
        else if (root is not null)
        {
            Expected.Refuse("scenario", root, "a mapping that begins with 'schema: 1'", errors);
        }

        return new ScenarioReading(errors.Count == 0 ? scenario : null, errors.Sorted());
    }
}
