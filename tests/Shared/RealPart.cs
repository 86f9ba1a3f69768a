using Xunit;

namespace Eval.Tests.Shared;

/// <summary>The real programs that some tests use. In CI nothing is skipped; elsewhere a test whose part is missing is,
/// and says what to install.</summary>
internal static class RealPart
{
    /// <summary>The path of that program.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="package">The Debian package that brings it.</param>
    public static string Require(string program, string package)
    {
        var folders = $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin".Split(':');
        var path = folders.Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
        if (path is null)
        {
            Miss($"{program} is missing: apt-get install {package}");
        }

        return path!;
    }

    /// <summary>Skips this test with that reason, or fails it in CI.</summary>
    public static void Miss(string reason)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(reason);
        }

        Assert.Skip(reason);
    }
}
