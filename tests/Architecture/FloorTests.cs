using Shouldly;
using Xunit;

namespace Eval.Tests.Architecture;

public sealed class FloorTests
{
    [Fact]
    public void Every_project_has_a_floor() =>
        Repository.Projects.Where(project => Floors.Of(project.Folder) is null).Select(project => project.Path)
            .ShouldBeEmpty();

    [Fact]
    public void References_go_to_lower_floors_only() =>
        Arrows(Repository.Projects)
            .Where(arrow => !(Floors.Of(arrow.To) < Floors.Of(arrow.From)))
            .ShouldBeEmpty();

    [Fact]
    public void Systems_know_nothing_of_who_measures_them() =>
        Arrows(Repository.Projects)
            .Where(arrow => arrow.From.StartsWith("Systems/", StringComparison.Ordinal))
            .Where(arrow => !arrow.To.StartsWith("Systems/", StringComparison.Ordinal))
            .ShouldBeEmpty();

    [Fact]
    public void Nothing_references_a_test_project() =>
        Arrows(Repository.Projects).Where(arrow => Floors.Of(arrow.To) == Floors.Roof).ShouldBeEmpty();

    [Fact]
    public void Every_arrow_is_explicit()
    {
        File.ReadAllText(Path.Combine(Repository.Root, "Directory.Build.props"))
            .ShouldContain("<DisableTransitiveProjectReferences>true</DisableTransitiveProjectReferences>");
        Repository.Projects.Where(project => project.Content.Descendants("DisableTransitiveProjectReferences").Any())
            .Select(project => project.Path).ShouldBeEmpty();
    }

    [Fact]
    public void The_solution_holds_every_project_and_a_project_is_named_after_its_folder()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "Eval.sln")).Replace('\\', '/');
        foreach (var project in Repository.Projects)
        {
            solution.ShouldContain($"\"{project.Path}\"");
            Path.GetFileNameWithoutExtension(project.Path).ShouldBe(SourceFile.NamespaceOf(project.Folder));
        }
    }

    private static IEnumerable<(string From, string To)> Arrows(IEnumerable<Project> projects) =>
        projects.SelectMany(project => project.References.Select(target => (project.Folder, target)));
}
