namespace Eval.Tests.Harness.Presentation;

/// <summary>The sources' root, for files that a test keeps equal to declarations.</summary>
internal static class RepositoryFolder
{
    public static string At(params ReadOnlySpan<string> parts)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Eval.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("no Eval.sln above the tests");
        }

        return Path.Combine([folder.FullName, .. parts]);
    }
}
