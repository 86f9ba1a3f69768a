using System.Runtime.CompilerServices;

namespace Eval.Tests.EndToEnd;

/// <summary>Where things are in this checkout.</summary>
internal static class Checkout
{
    /// <summary>The folder that holds Eval.sln.</summary>
    public static string Root { get; } = Find();

    /// <summary>The built Cli, in the same configuration as this test.</summary>
    public static string Cli { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Eval.Harness.Cli", Configuration, "Eval.Harness.Cli.dll"));

    /// <summary>The built server program of stream functions.</summary>
    public static string StreamFunctions { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Eval.Systems.StreamFunctions", Configuration,
        "Eval.Systems.StreamFunctions.dll"));

    /// <summary>A built program of a user's: gives back what it gets.</summary>
    public static string Program { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Eval.Tests.Faulty", Configuration, "Eval.Tests.Faulty"));

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Name;

    /// <summary>A scenario file that is shipped.</summary>
    public static string Scenario(string name) => Path.Combine(Root, "Scenarios", name);

    private static string Find([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (!File.Exists(Path.Combine(folder.FullName, "Eval.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("no Eval.sln above the tests");
        }

        return folder.FullName;
    }
}
