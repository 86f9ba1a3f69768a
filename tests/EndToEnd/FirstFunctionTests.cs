using Shouldly;
using Xunit;

namespace Eval.Tests.EndToEnd;

/// <summary>Goal: the five minutes of Systems/README.md, as a new user spends them: pack, template, build, serve, send.
/// Method: the real commands; packages and templates go to folders of the test's own, nothing of the user's is touched.
/// </summary>
public sealed class FirstFunctionTests
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    /// <summary>Goal: what is typed wrong is told as such. Method: an option with a slip, which stands where a
    /// configuration file may, and a port that is no number.</summary>
    [Theory]
    [InlineData("unknown option '--isolatio'\n", "serve", "--socket", "s.sock", "--isolatio")]
    [InlineData("--http abc: must be the number of a port\n", "serve", "--socket", "s.sock", "--http", "abc")]
    public async Task A_slip_on_the_command_line_is_told(string told, params string[] arguments)
    {
        using var scratch = new ScratchFolder();

        var result = await ServerProcess.RunAsync(
            scratch.Path, "", _cancellation, [Checkout.StreamFunctions, .. arguments]);

        result.ExitCode.ShouldBe(2, result.Said);
        result.Errors.ShouldBe($"{told}See --help.\n");
    }

    [Fact]
    public async Task A_new_user_writes_serves_and_feeds_a_function()
    {
        using var scratch = new ScratchFolder();
        var packages = scratch.At("packages");
        string[] hive = ["--debug:custom-hive", scratch.At("hive")];
        await WritePackageFoldersAsync(scratch);
        await SucceedAsync(
            Checkout.Root, "pack", "Systems/Sdk", "-c", "Release", "-o", packages,
            "--artifacts-path", scratch.At("artifacts"));
        Directory.GetFiles(packages).Select(Path.GetExtension).Order().ShouldBe([".nupkg", ".snupkg"]);

        var template = Path.Combine(Checkout.Root, "Systems", "Templates", "stream-function");
        await SucceedAsync(scratch.Path, ["new", "install", template, .. hive]);
        await SucceedAsync(scratch.Path, ["new", "stream-function", "-n", "Upper", "--packages", packages, .. hive]);
        var project = scratch.At("Upper");
        await SucceedAsync(project, "build", "-c", "Release");
        await SucceedAsync(scratch.Path, ["new", "uninstall", template, .. hive]);

        var executable = Path.Combine(project, "bin", "Release", "net10.0", "Upper");
        await ServeAndSendAsync(scratch, executable);
    }

    [Fact]
    public async Task A_wrong_command_line_names_all_of_its_mistakes()
    {
        using var scratch = new ScratchFolder();

        var result = await ServerProcess.RunAsync(
            scratch.Path, "", _cancellation, Checkout.StreamFunctions, "serve", "--socket", scratch.At("no/such/s"),
            "--function", "../x=/no/such", "--listen", "0.0.0.0:0");

        result.ExitCode.ShouldBe(2);
        result.Errors.ShouldContain("folder does not exist");
        result.Errors.ShouldContain("'../x' is no name");
        result.Errors.ShouldContain("/no/such does not exist");
        result.Errors.ShouldContain("needs a token");
        result.Errors.ShouldContain("needs TLS");
    }

    private async Task ServeAndSendAsync(ScratchFolder scratch, string executable)
    {
        var socket = scratch.At("socket");
        await using var server = await ServerProcess.ServeAsync(
            scratch.Path, _cancellation, "--socket", socket, "--function", "upper=" + executable);

        var sent = await ServerProcess.RunAsync(
            scratch.Path, "hello\nworld\n", _cancellation,
            Checkout.StreamFunctions, "send", "--socket", socket, "--function", "upper", "--lines");
        var unknown = await ServerProcess.RunAsync(
            scratch.Path, "hello\n", _cancellation,
            Checkout.StreamFunctions, "send", "--socket", socket, "--function", "lower");

        (sent.ExitCode, sent.Output).ShouldBe((0, "1: HELLO\n2: WORLD\n"), sent.Errors);
        unknown.ExitCode.ShouldBe(1);
        unknown.Errors.ShouldContain("lower");
        (await server.EndAsync(_cancellation)).ShouldBe(0);
        File.Exists(socket).ShouldBeFalse();
    }

    /// <summary>What a new user's machine has restored before is found where it is; what this test restores, such as
    /// the Sdk, stays in its folder.</summary>
    private async Task WritePackageFoldersAsync(ScratchFolder scratch)
    {
        var restored = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        await File.WriteAllTextAsync(
            scratch.At("nuget.config"),
            $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{scratch.At("restored")}" /></config>
              <fallbackPackageFolders><add key="restored" value="{restored}" /></fallbackPackageFolders>
            </configuration>
            """,
            _cancellation);
    }

    private async Task SucceedAsync(string folder, params string[] arguments)
    {
        var result = await ServerProcess.RunAsync(folder, "", _cancellation, arguments);
        result.ExitCode.ShouldBe(0, $"dotnet {string.Join(' ', arguments)}: {result.Output}{result.Errors}");
    }
}
