using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Eval.Tests.Architecture;

/// <summary>Which folders of one project use which others. A folder sees the namespaces that it imports, and, without
/// saying so, those that enclose it.</summary>
internal static class FolderGraph
{
    /// <summary>For each folder of these files, the folders whose types it uses.</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> Of(IReadOnlyList<SourceFile> files)
    {
        var typesOf = files.GroupBy(file => file.Folder)
            .ToDictionary(folder => folder.Key, folder => folder.SelectMany(DeclaredTypes).ToHashSet());
        return files.GroupBy(file => file.Folder).ToDictionary(
            folder => folder.Key,
            folder => (IReadOnlySet<string>)folder.SelectMany(file => UsedBy(file, typesOf)).ToHashSet());
    }

    /// <summary>A circle among these arrows, as the folders on it, or nothing.</summary>
    public static IReadOnlyList<string> Circle(IReadOnlyDictionary<string, IReadOnlySet<string>> arrows)
    {
        var cleared = new HashSet<string>();
        return arrows.Keys.Select(start => From(start, [])).FirstOrDefault(circle => circle.Count > 0) ?? [];

        IReadOnlyList<string> From(string folder, IReadOnlyList<string> path)
        {
            if (path.Contains(folder))
            {
                return [.. path.SkipWhile(step => step != folder), folder];
            }

            var found = cleared.Contains(folder)
                ? null
                : arrows[folder].Select(next => From(next, [.. path, folder]))
                    .FirstOrDefault(circle => circle.Count > 0);
            cleared.Add(folder);
            return found ?? [];
        }
    }

    private static IEnumerable<string> UsedBy(SourceFile file, Dictionary<string, HashSet<string>> typesOf)
    {
        var imported = file.Syntax.DescendantNodes().OfType<UsingDirectiveSyntax>()
            .Select(directive => directive.Name?.ToString()).ToHashSet();
        var names = file.Syntax.DescendantNodes().OfType<SimpleNameSyntax>().Where(StandsAlone)
            .Select(name => name.Identifier.ValueText).ToHashSet();
        return typesOf
            .Where(folder => folder.Key != file.Folder)
            .Where(folder => imported.Contains(SourceFile.NamespaceOf(folder.Key))
                || (Encloses(folder.Key, file.Folder) && folder.Value.Overlaps(names)))
            .Select(folder => folder.Key);
    }

    private static bool Encloses(string outer, string inner) => inner.StartsWith(outer + "/", StringComparison.Ordinal);

    /// <summary>Not a member of something else, which may share its name with a type.</summary>
    private static bool StandsAlone(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression == name,
        AssignmentExpressionSyntax assignment => assignment.Left != name
            || !assignment.Parent.IsKind(SyntaxKind.ObjectInitializerExpression),
        NameColonSyntax or NameEqualsSyntax => false,
        _ => true,
    };

    private static IEnumerable<string> DeclaredTypes(SourceFile file) => file.Syntax.DescendantNodes()
        .Where(node => node.Parent is BaseNamespaceDeclarationSyntax)
        .Select(node => node switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
            DelegateDeclarationSyntax function => function.Identifier.ValueText,
            _ => null,
        })
        .OfType<string>();
}
