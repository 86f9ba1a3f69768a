using System.Security.Cryptography;
using Eval.Harness.Cli.Exits;
using Eval.Harness.Model;
using Eval.Systems.HostBuilds;

namespace Eval.Harness.Cli.Composition;

/// <summary>Files beside the scenario that a run is made from: its manifest keeps where they were and their hash, so
/// that it goes on with the same ones or not at all.</summary>
internal static class InputFiles
{
    /// <summary>That file as it is now.</summary>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public static InputFile Of(string name, string path)
    {
        var below = Path.GetRelativePath(BuildFacts.SourceRoot(), Path.GetFullPath(path));
        return new InputFile(
            name,
            below.StartsWith("..", StringComparison.Ordinal) ? Path.GetFullPath(path) : below,
            HashOf(path) ?? throw new UsageException($"{path}: cannot be read, and its hash belongs to the run"));
    }

    /// <summary>Where it is to be found.</summary>
    public static string PathOf(InputFile input) => Path.Combine(BuildFacts.SourceRoot(), input.Path);

    /// <summary>Where it is, which is as it was.</summary>
    /// <exception cref="UsageException">It is gone, or another one.</exception>
    public static string Unchanged(InputFile input) =>
        ProblemOf(PathOf(input), input.Name, input.Sha256) is { } problem
            ? throw new UsageException(problem)
            : PathOf(input);

    /// <summary>Why a run cannot go on with that file; null: it can.</summary>
    /// <param name="path">Where it is to be found.</param>
    /// <param name="name">What it is.</param>
    /// <param name="sha256">What it had; empty where nobody has kept that, and any file will do.</param>
    public static string? ProblemOf(string path, string name, string sha256) => HashOf(path) switch
    {
        null => $"{path}: cannot be read, and is the {name} that the run began with",
        var hash when sha256.Length > 0 && hash != sha256 =>
            $"{path}: not the {name} that the run began with (SHA-256 {sha256})",
        _ => null,
    };

    private static string? HashOf(string path)
    {
        try
        {
            using var bytes = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(bytes));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
