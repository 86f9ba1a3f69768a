using Eval.Systems.Abstractions;
using Eval.Systems.HostBuilds;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.HostBuilds;

public sealed class SourceClosureTests : IDisposable
{
    private readonly ThrowawayProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void The_closure_holds_root_settings_imports_and_referenced_sources_but_no_build_output()
    {
        _project.Write("Rooms/Host/obj/Generated.cs", "");
        _project.Write("Rooms/Host/bin/Generated.cs", "");
        _project.Write("Rooms/Stranger/Stranger.cs", "");

        var files = SourceClosure.Files(_project.Root, _project.HostFile);

        files.Select(file => Path.GetRelativePath(_project.Root, file)).ShouldBe(
        [
            "Directory.Build.props",
            "Directory.Packages.props",
            "Rooms/Host/Host.csproj",
            "Rooms/Host/Program.cs",
            "Rooms/Library/Answer.cs",
            "Rooms/Library/Library.csproj",
            "Rooms/Shared.props",
        ]);
    }

    [Theory]
    [InlineData("Directory.Packages.props")]
    [InlineData("Rooms/Shared.props")]
    [InlineData("Rooms/Library/Answer.cs")]
    [InlineData("Rooms/Host/New.cs")]
    public void The_hash_follows_each_file_of_the_closure(string file)
    {
        var before = Hash();
        _project.Write("Rooms/Stranger/Stranger.cs", "a file of nobody's");
        Hash().ShouldBe(before);

        _project.Write(file, "changed");

        Hash().ShouldNotBe(before);
    }

    [Fact]
    public void The_hash_follows_the_facts_and_not_the_place()
    {
        using var twin = new ThrowawayProject();

        Hash("10.0.1", "aot").ShouldBe(HashOf(twin, "10.0.1", "aot"));
        Hash("10.0.1", "aot").ShouldNotBe(Hash("10.0.1", "jit"));
        Hash("10.0.1", "aot").ShouldNotBe(Hash("10.0.1a", "ot"));
        Hash("10.0.1", "aot").Length.ShouldBe(16);
    }

    [Fact]
    public void A_missing_referenced_project_is_named()
    {
        File.Delete(Path.Combine(_project.Root, "Rooms/Library/Library.csproj"));

        Should.Throw<SystemUnavailableException>(() => SourceClosure.Files(_project.Root, _project.HostFile))
            .Message.ShouldContain("Library.csproj");
    }

    private string Hash(params string[] facts) => HashOf(_project, facts);

    private static string HashOf(ThrowawayProject project, params string[] facts) =>
        ContentHash.Of(project.Root, SourceClosure.Files(project.Root, project.HostFile), facts);
}
