using Shouldly;
using Xunit;

namespace Eval.Tests.EndToEnd;

/// <summary>Mistakes are told all at once, and nothing is written.</summary>
public sealed class BadScenarioTests
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_mistakes_give_ten_errors_exit_2_and_no_file()
    {
        using var scratch = new ScratchFolder();
        await File.WriteAllTextAsync(scratch.At("bad.yaml"), """
            schema: 2
            name: Not A Slug
            sed: 1
            workload:
              kind: vidio
              rate: 10
            function: greyscale
            durations: [10, 30s]
            repetitions: 010
            systems:
              - { name: a, kind: stream-function, isolation: vm }
              - { name: a, kind: fass }
            """, _cancellation);
        using var cli = CliProcess.Start(scratch.Path, "run", "bad.yaml", "--out", "results");

        var result = await cli.EndAsync(_cancellation);

        result.ExitCode.ShouldBe(2, result.Said);
        var errors = result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.StartsWith("bad.yaml:", StringComparison.Ordinal)).ToArray();
        errors.Length.ShouldBeGreaterThanOrEqualTo(10, result.Said);
        result.Errors.ShouldContain("did you mean");
        Directory.GetFileSystemEntries(scratch.Path).ShouldBe([scratch.At("bad.yaml")]);
    }

    /// <summary>Goal: a function that cannot read its workload is told of before it runs, and what is typed wrong by
    /// its own name. Method: each once, and the program's whole answer.</summary>
    [Theory]
    [InlineData("unread.yaml:5:11: sta-lta cannot read", "validate", "unread.yaml")]
    [InlineData("unknown option '--outt' (did you mean '--out'?)\n", "run", "unread.yaml", "--outt", "results")]
    [InlineData("--repetitions two: must be a whole number from 1 to 1000\n", "run", "x.yaml", "--repetitions", "two")]
    [InlineData("--check writes no model, so ", "calibrate", "run", "--check", "folder", "--out", "model.json")]
    [InlineData("unknown verb 'rnu' (did you mean 'run'?)\n", "rnu", "x.yaml")]
    public async Task A_mistake_is_told_in_the_users_words(string told, params string[] arguments)
    {
        using var scratch = new ScratchFolder();
        await File.WriteAllTextAsync(scratch.At("unread.yaml"), """
            schema: 1
            name: unread
            seed: 1
            workload: { kind: video, rate: 10/s }
            function: sta-lta
            durations: [1s]
            repetitions: 1
            systems:
              - { name: loopback, kind: loopback }
            """, _cancellation);
        using var cli = CliProcess.Start(scratch.Path, arguments);

        var result = await cli.EndAsync(_cancellation);

        result.ExitCode.ShouldBe(2, result.Said);
        result.Errors.ShouldStartWith(told);
        result.Errors.ShouldNotContain("cannot be read");
        Directory.GetFileSystemEntries(scratch.Path).ShouldBe([scratch.At("unread.yaml")]);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("walk", "x.yaml")]
    [InlineData("run", "missing.yaml")]
    [InlineData("list", "nonsense")]
    public async Task Wrong_usage_is_exit_2_and_says_so_on_stderr(params string[] arguments)
    {
        using var scratch = new ScratchFolder();
        using var cli = CliProcess.Start(scratch.Path, arguments);

        var result = await cli.EndAsync(_cancellation);

        result.ExitCode.ShouldBe(2, result.Said);
        result.Errors.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_folder_that_holds_something_is_refused()
    {
        using var scratch = new ScratchFolder();
        await File.WriteAllTextAsync(scratch.At("precious"), "mine", _cancellation);
        using var cli = CliProcess.Start(
            scratch.Path, "run", Checkout.Scenario("smoke.yaml"), "--out", scratch.Path);

        var result = await cli.EndAsync(_cancellation);

        result.ExitCode.ShouldBe(2, result.Said);
        Directory.GetFileSystemEntries(scratch.Path).ShouldBe([scratch.At("precious")]);
    }
}
