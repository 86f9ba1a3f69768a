namespace Eval.Harness.Cli.Diagnosis;

/// <summary>Programs on this machine.</summary>
internal static class ProgramSearch
{
    /// <summary>The full path of the first of these names that is there, or null.</summary>
    public static string? Find(params string[] names) =>
        names.SelectMany(name => Folders().Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    /// <summary>PATH, and where Debian puts servers, which is not on every user's PATH.</summary>
    private static string[] Folders() =>
        $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin"
            .Split(':', StringSplitOptions.RemoveEmptyEntries);
}
