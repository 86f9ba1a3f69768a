namespace Eval.Systems.Adapters;

/// <summary>Where nats-server is: Debian keeps it where a user's search path may not look.</summary>
internal static class PipelineNatsProgram
{
    private const string Name = "nats-server";

    /// <summary>Its path, or null.</summary>
    public static string? Find() => Find(Environment.GetEnvironmentVariable("PATH"), "/usr/sbin");

    /// <summary>Its path in the first of these search paths that has it, or null.</summary>
    internal static string? Find(params string?[] searchPaths) => searchPaths
        .SelectMany(path => (path ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
        .Select(folder => Path.Combine(folder, Name))
        .FirstOrDefault(File.Exists);
}
