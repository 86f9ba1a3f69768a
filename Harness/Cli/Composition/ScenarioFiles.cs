using Eval.Harness.Cli.Exits;
using Eval.Harness.Model;
using Eval.Harness.Scenarios;

namespace Eval.Harness.Cli.Composition;

/// <summary>Scenario files from the command line, all valid or none.</summary>
internal static class ScenarioFiles
{
    /// <summary>Reads and plans every file, with that profile where one is named.</summary>
    /// <exception cref="UsageException">Any of them has mistakes; the message holds all mistakes of all files.
    /// </exception>
    public static IReadOnlyList<PlannedFile> Read(IReadOnlyList<string> files, string profile)
    {
        var readings = files
            .Select(file => (File: file, Reading: ScenarioReader.ReadFile(file, Words.All, profile)))
            .ToArray();
        var mistakes = readings.SelectMany(item => item.Reading.Errors).ToArray();
        if (mistakes.Length > 0)
        {
            throw new UsageException(string.Join('\n', mistakes.Select(mistake => mistake.ToString())));
        }

        return [.. readings.Select(item => new PlannedFile(item.File, TrialPlanner.Plan(item.Reading.Scenario!)))];
    }
}
