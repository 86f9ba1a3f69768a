using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Eval.Tests.Architecture;

/// <summary>One C# file.</summary>
/// <param name="Path">From the root, with slashes.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="Syntax">Its parsed text.</param>
internal sealed record SourceFile(string Path, IReadOnlyList<string> Lines, SyntaxNode Syntax)
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);

    /// <summary>Its folder from the root.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Its name without the folder.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Whether it belongs to the tests.</summary>
    public bool IsTest => Path.StartsWith("tests/", StringComparison.Ordinal);

    /// <summary>The namespace that its folder asks for.</summary>
    public string ExpectedNamespace => NamespaceOf(Folder);

    /// <summary>Reads a file by its absolute path.</summary>
    public static SourceFile Read(string path) => new(
        Repository.Relative(path),
        File.ReadAllLines(path),
        CSharpSyntaxTree.ParseText(File.ReadAllText(path), Options, Repository.Relative(path)).GetRoot());

    /// <summary>Eval. + folder path; the house of tests is written large.</summary>
    public static string NamespaceOf(string folder) =>
        ("Eval." + folder.Replace('/', '.')).Replace("Eval.tests", "Eval.Tests", StringComparison.Ordinal);
}
