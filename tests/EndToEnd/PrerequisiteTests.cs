using Shouldly;
using Xunit;

namespace Eval.Tests.EndToEnd;

/// <summary>What a scenario needs and the machine lacks is told before anything is started, with what to
/// install.</summary>
public sealed class PrerequisiteTests
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_missing_is_exit_2_with_the_command_that_installs_it()
    {
        using var scratch = new ScratchFolder();
        var environment = new Dictionary<string, string>
        {
            ["PATH"] = scratch.Path,
            ["DOCKER_HOST"] = $"unix://{scratch.At("no.sock")}",
        };
        using var cli = CliProcess.StartWith(
            scratch.Path, environment, "dotnet",
            Checkout.Cli, "run", Checkout.Scenario("isolation-ladder.yaml"), "--out", scratch.At("results"));

        var result = await cli.EndAsync(_cancellation);

        result.ExitCode.ShouldBe(2, result.Said);
        result.Errors.ShouldContain(
            "bubblewrap is missing, which bubblewrap, bubblewrap warm need: apt-get install bubblewrap");
        result.Errors.ShouldContain("Docker engine is missing, which docker need: apt-get install docker.io");
        Directory.GetFileSystemEntries(scratch.Path).ShouldBeEmpty();
    }
}
