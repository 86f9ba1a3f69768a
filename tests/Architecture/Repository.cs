using System.Runtime.CompilerServices;

namespace Eval.Tests.Architecture;

/// <summary>The checkout that this test was compiled from, read as text.</summary>
internal static class Repository
{
    private static readonly string[] Houses = ["Harness", "Systems", "tests"];

    /// <summary>The folder that holds Eval.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every C# file of the three houses.</summary>
    public static IReadOnlyList<SourceFile> Sources { get; } = [.. Files("*.cs").Select(SourceFile.Read)];

    /// <summary>The C# files that are no tests.</summary>
    public static IReadOnlyList<SourceFile> Product { get; } = [.. Sources.Where(file => !file.IsTest)];

    /// <summary>Every project of the three houses.</summary>
    public static IReadOnlyList<Project> Projects { get; } = [.. Files("*.csproj").Select(Project.Read)];

    /// <summary>The path of a file from the root, with slashes.</summary>
    public static string Relative(string path) => Path.GetRelativePath(Root, path);

    /// <summary>A template is the text of somebody else's project, and no part of this house.</summary>
    private static IEnumerable<string> Files(string pattern) => Houses
        .SelectMany(house => Directory.EnumerateFiles(Path.Combine(Root, house), pattern, SearchOption.AllDirectories))
        .Where(path => !Relative(path).Split('/').Any(part => part is "bin" or "obj" or "Templates"))
        .Order(StringComparer.Ordinal);

    private static string FindRoot([CallerFilePath] string here = "")
    {
        for (var folder = Path.GetDirectoryName(here); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Eval.sln")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException($"no Eval.sln above {here}");
    }
}
