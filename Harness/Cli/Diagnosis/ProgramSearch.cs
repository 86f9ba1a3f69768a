namespace Eval.Harness.Cli.Diagnosis;

/// <summary>Programs on PATH.</summary>
internal static class ProgramSearch
{
    /// <summary>The full path of the first of these names that is there, or null.</summary>
    public static string? Find(params string[] names) =>
        names.SelectMany(name => Folders().Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    private static string[] Folders() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
}
