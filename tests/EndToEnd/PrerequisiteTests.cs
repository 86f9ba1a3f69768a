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
        result.Errors.ShouldContain(
            "Docker engine is missing, which docker, docker handed over, docker warm handed over need: "
            + "apt-get install docker.io");
        Directory.GetFileSystemEntries(scratch.Path).ShouldBeEmpty();
    }

    /// <summary>Method: a search path with every program of this machine but bwrap, and a scenario that needs no other.
    /// </summary>
    [Fact]
    public async Task Where_bubblewrap_alone_is_missing_its_command_is_all_that_is_told()
    {
        using var scratch = new ScratchFolder();
        var programs = Directory.CreateDirectory(scratch.At("programs")).FullName;
        foreach (var program in ProgramsOnPath().Where(program => Path.GetFileName(program) != "bwrap"))
        {
            File.CreateSymbolicLink(Path.Combine(programs, Path.GetFileName(program)), program);
        }

        await File.WriteAllTextAsync(scratch.At("boxed.yaml"), """
            schema: 1
            name: boxed
            seed: 1
            workload: { kind: video, rate: 10/s, width: 16, height: 12, distinct: 2 }
            function: grayscale
            durations: [1s]
            repetitions: 1
            systems:
              - { name: boxed, kind: stream-function, isolation: bubblewrap }
            """, _cancellation);
        var environment = new Dictionary<string, string> { ["PATH"] = programs, ["HOME"] = scratch.Path };
        using var cli = CliProcess.StartWith(
            scratch.Path, environment, "dotnet",
            Checkout.Cli, "run", scratch.At("boxed.yaml"), "--out", scratch.At("results"));

        var result = await cli.EndAsync(_cancellation);

        result.ExitCode.ShouldBe(2, result.Said);
        result.Errors.Trim().ShouldEndWith("bubblewrap is missing, which boxed need: apt-get install bubblewrap");
        result.Errors.Trim().Split('\n').ShouldHaveSingleItem();
        Directory.Exists(scratch.At("results")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_missing_node_is_exit_2_with_the_command_that_installs_it()
    {
        using var scratch = new ScratchFolder();
        await File.WriteAllTextAsync(
            scratch.At("node.yaml"),
            """
            schema: 1
            name: node
            seed: 1
            workload: { kind: video, rate: 10/s, width: 16, height: 12, distinct: 2 }
            function: grayscale
            durations: [1s]
            repetitions: 1
            systems:
              - { name: framework, kind: functions-framework }
              - { name: worker, kind: workerd }
            """,
            _cancellation);
        using var cli = CliProcess.StartWith(
            scratch.Path, new Dictionary<string, string> { ["PATH"] = scratch.Path }, "dotnet",
            Checkout.Cli, "run", scratch.At("node.yaml"), "--out", scratch.At("results"));

        var result = await cli.EndAsync(_cancellation);

        result.ExitCode.ShouldBe(2, result.Said);
        result.Errors.ShouldContain("node is missing, which framework need: apt-get install nodejs npm");
        result.Errors.ShouldContain("npm is missing, which framework, worker need: apt-get install nodejs npm");
        Directory.Exists(scratch.At("results")).ShouldBeFalse();
    }

    private static IEnumerable<string> ProgramsOnPath() => Environment.GetEnvironmentVariable("PATH")!
        .Split(':', StringSplitOptions.RemoveEmptyEntries).Where(Directory.Exists)
        .SelectMany(Directory.EnumerateFiles)
        .DistinctBy(Path.GetFileName);
}
