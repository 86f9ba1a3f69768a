namespace Eval.Systems.Sandboxes.Programs;

/// <summary>Finds programs as a shell does.</summary>
internal static class ProgramPath
{
    /// <summary>The absolute path of that program, or null where the search path has none.</summary>
    public static string? Find(string program) => $"{Environment.GetEnvironmentVariable("PATH")}:/usr/bin:/usr/sbin"
        .Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Join(folder, program))
        .FirstOrDefault(File.Exists);
}
