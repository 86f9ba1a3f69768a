using Eval.Systems.Abstractions;
using Eval.Systems.HostBuilds;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.HostBuilds;

/// <summary>Goal: packages are installed once, by content, and leave nothing where it went wrong. Method: the real npm
/// on a package that depends on none.</summary>
public sealed class NodePackagesTests : IDisposable
{
    private const string Lock =
        """{ "name": "tiny", "version": "1.0.0", "lockfileVersion": 3, "requires": true, "packages": { "": {} } }""";

    private readonly ThrowawayProject _project = new();
    private readonly List<string> _progress = [];
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task They_are_installed_once_for_each_content()
    {
        Write("""{ "name": "tiny", "version": "1.0.0" }""", Lock);

        var folders = await Task.WhenAll(InstallAsync(), InstallAsync());

        folders[0].ShouldBe(folders[1]);
        _progress.ShouldBe(["installing the packages of Rooms/Tiny …"]);
        File.Exists(Path.Combine(folders[0], "main.js")).ShouldBeTrue();
        _project.Write("Rooms/Tiny/main.js", "export const answer = 43;");
        (await InstallAsync()).ShouldNotBe(folders[0]);
        Directory.Exists(Path.Combine(_project.Root, "Rooms/Tiny/node_modules")).ShouldBeFalse("it may be read-only");
        Directory.GetFileSystemEntries(Path.Combine(_project.Cache, "work")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_npm_refuses_is_told_in_its_words_and_leaves_nothing()
    {
        Write("""{ "name": "tiny", "version": "1.0.0", "dependencies": { "other": "1.0.0" } }""", Lock);

        var error = await Should.ThrowAsync<SystemUnavailableException>(InstallAsync());

        error.Message.ShouldContain("npm failed");
        error.Message.ShouldContain("lock file");
        Directory.GetDirectories(Path.Combine(_project.Cache, "packages")).ShouldBeEmpty();
        Directory.GetFileSystemEntries(Path.Combine(_project.Cache, "work")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_folder_without_a_lock_file_is_named()
    {
        var error = await Should.ThrowAsync<SystemUnavailableException>(InstallAsync());

        error.Message.ShouldContain("holds no package-lock.json");
    }

    private void Write(string package, string pinned)
    {
        RealPart.Require("npm", "npm");
        _project.Write("Rooms/Tiny/package.json", package);
        _project.Write("Rooms/Tiny/package-lock.json", pinned);
        _project.Write("Rooms/Tiny/main.js", "export const answer = 42;");
    }

    private Task<string> InstallAsync() => new HostBuilder(_project.Root, _project.Cache, Say)
        .InstallAsync("Rooms/Tiny", _cancellation);

    private void Say(string line)
    {
        lock (_progress)
        {
            _progress.Add(line);
        }
    }
}
