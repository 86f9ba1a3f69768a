using Eval.Harness.Cli.Exits;
using Eval.Harness.Simulating.Models;
using Eval.Systems.HostBuilds;

namespace Eval.Harness.Cli.Composition;

/// <summary>Model files from the command line.</summary>
internal static class ModelFiles
{
    /// <summary>The file of the reference run's model.</summary>
    public static string Default => Path.Combine(BuildFacts.SourceRoot(), "Scenarios", "models", "default.json");

    /// <summary>The model of that file.</summary>
    /// <exception cref="UsageException">It cannot be read, or is no model.</exception>
    public static ModelFile Read(string path)
    {
        try
        {
            return ModelJson.Read(path, File.ReadAllText(path));
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new UsageException(wrong.Message);
        }
    }

    /// <summary>Writes a model, whole or not at all.</summary>
    /// <exception cref="UsageException">It cannot be written there.</exception>
    public static void Write(string path, ModelFile model)
    {
        try
        {
            File.WriteAllText(path + ".partial", ModelJson.Write(model));
            File.Move(path + ".partial", path, overwrite: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"cannot write {path}: {refused.Message}");
        }
    }
}
