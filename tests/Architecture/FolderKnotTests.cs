using Microsoft.CodeAnalysis.CSharp;
using Shouldly;
using Xunit;

namespace Eval.Tests.Architecture;

public sealed class FolderKnotTests
{
    [Fact]
    public void No_folders_of_a_project_need_each_other() =>
        Repository.Projects
            .Select(project => FolderGraph.Circle(FolderGraph.Of(SourcesOf(project))))
            .Where(circle => circle.Count > 0)
            .Select(circle => string.Join(" → ", circle)).ShouldBeEmpty();

    /// <summary>Guards the guard: the root needs a folder by import, which needs the root without saying so.</summary>
    [Fact]
    public void A_planted_knot_is_found()
    {
        SourceFile[] files =
        [
            File("Systems/X/Root.cs", "using Eval.Systems.X.Inner; namespace Eval.Systems.X; class Root { Leaf l; }"),
            File("Systems/X/Inner/Leaf.cs", "namespace Eval.Systems.X.Inner; class Leaf { Root r; }"),
        ];

        FolderGraph.Circle(FolderGraph.Of(files)).ShouldBe(["Systems/X", "Systems/X/Inner", "Systems/X"]);
    }

    [Fact]
    public void A_member_that_shares_its_name_with_a_type_is_no_knot()
    {
        SourceFile[] files =
        [
            File("Systems/X/Root.cs", "using Eval.Systems.X.Inner; namespace Eval.Systems.X; class Root { Leaf l; }"),
            File("Systems/X/Inner/Leaf.cs", "namespace Eval.Systems.X.Inner; class Leaf { int I => this.Root; }"),
        ];

        FolderGraph.Circle(FolderGraph.Of(files)).ShouldBeEmpty();
    }

    /// <summary>All but the entry point, which composes the folders and so belongs to none.</summary>
    private static List<SourceFile> SourcesOf(Project project) =>
    [
        .. Repository.Sources.Where(file =>
            file.Path.StartsWith(project.Folder + "/", StringComparison.Ordinal)
            && file.Path != project.Folder + "/Program.cs"),
    ];

    private static SourceFile File(string path, string text) =>
        new(path, text.Split('\n'), CSharpSyntaxTree.ParseText(text).GetRoot());
}
