using System.Diagnostics;
using Eval.Systems.Abstractions;
using Eval.Systems.HostBuilds;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.HostBuilds;

/// <summary>Goal: hosts are compiled once, right, and leave nothing where it went wrong. Method: the real SDK on a tiny
/// project, compiled jit since that takes least.</summary>
public sealed class HostBuilderTests : IDisposable
{
    private readonly ThrowawayProject _project = new();

    private readonly List<string> _progress = [];

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_host_is_compiled_once_by_competing_builders_and_runs()
    {
        var hosts = await Task.WhenAll(GetAsync(), GetAsync());

        hosts[0].Executable.ShouldBe(hosts[1].Executable);
        hosts.Count(host => host.WasCached).ShouldBe(1);
        _progress.ShouldBe(["compiling Rooms/Host (jit) …"]);
        Directory.GetFileSystemEntries(Path.Combine(_project.Cache, "work")).ShouldBeEmpty();
        hosts[0].Build.ShouldBe("jit");
        hosts[0].Sha256.ShouldBe(ContentHash.OfFile(hosts[0].Executable));
        (await RunAsync(hosts[0].Executable)).ShouldBe(42);

        _project.Write("Rooms/Library/Answer.cs", "public static class Answer { public const int Value = 43; }");
        var changed = await GetAsync();
        changed.WasCached.ShouldBeFalse();
        (await RunAsync(changed.Executable)).ShouldBe(43);
        (await RunAsync(hosts[0].Executable)).ShouldBe(42);
        Directory.Exists(Path.Combine(_project.Root, Host, "obj")).ShouldBeFalse("the checkout may be read-only");
    }

    [Fact]
    public async Task A_failed_compilation_tells_the_compilers_words_and_leaves_nothing()
    {
        _project.Write("Rooms/Host/Program.cs", "return Question.Value;");

        var error = await Should.ThrowAsync<SystemUnavailableException>(GetAsync());

        error.Message.ShouldContain("CS0103");
        error.Message.ShouldContain("Question");
        Directory.GetDirectories(Path.Combine(_project.Cache, "hosts")).ShouldBeEmpty();
        Directory.GetFileSystemEntries(Path.Combine(_project.Cache, "work")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cancelled_compilation_ends_at_once_and_leaves_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        var builder = new HostBuilder(_project.Root, _project.Cache, _ => cancellation.Cancel());

        await Should.ThrowAsync<OperationCanceledException>(builder.GetAsync(Host, "jit", cancellation.Token));

        Directory.GetDirectories(Path.Combine(_project.Cache, "hosts")).ShouldBeEmpty();
        Directory.GetFileSystemEntries(Path.Combine(_project.Cache, "work")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Rooms/Nowhere", "jit", "holds 0 projects")]
    [InlineData("Rooms/Host", "fast", "known: auto, aot, r2r, jit")]
    public async Task An_unknown_project_or_build_is_named(string project, string build, string message)
    {
        var builder = new HostBuilder(_project.Root, _project.Cache);

        var error = await Should.ThrowAsync<SystemUnavailableException>(
            builder.GetAsync(project, build, TestContext.Current.CancellationToken));

        error.Message.ShouldContain(message);
    }

    private const string Host = ThrowawayProject.Host;

    private Task<CompiledHost> GetAsync() =>
        new HostBuilder(_project.Root, _project.Cache, _progress.Add)
            .GetAsync(Host, "jit", TestContext.Current.CancellationToken);

    private static async Task<int> RunAsync(string executable)
    {
        using var process = Process.Start(executable);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }
}
