namespace Eval.Systems.Sandboxes.Programs;

/// <summary>The folders of the system's programs and libraries, which hold nothing of its users.</summary>
internal static class SystemFolders
{
    /// <summary>Those that are there.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. new[] { "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32" }.Where(Directory.Exists)];

    /// <summary>Whether that path is in one of them.</summary>
    public static bool Hold(string path) =>
        All.Any(folder => path.StartsWith(folder + "/", StringComparison.Ordinal));
}
