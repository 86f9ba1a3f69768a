using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.EndToEnd;

/// <summary>A workflow in containers that are gone before the first output is back: the first function has handled the
/// whole short stream before the second one runs.</summary>
public sealed class ContainerWorkflowTests(ContainerEngine engine)
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_short_workflow_in_containers_is_valid_and_the_image_that_it_leaves_is_told()
    {
        using var scratch = new ScratchFolder();
        await File.WriteAllTextAsync(scratch.At("short.yaml"), """
            schema: 1
            name: short
            seed: 1
            workload: { kind: video, rate: 10/s, width: 160, height: 120, distinct: 5 }
            function: [grayscale, grayscale]
            durations: [500ms]
            repetitions: 3
            systems:
              - { name: boxed, kind: stream-function, isolation: docker }
            """, _cancellation);
        var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
        environment["DOCKER_HOST"] = (await engine.StartAsync()).OriginalString;
        using var cli = CliProcess.StartWith(
            scratch.Path, environment, "dotnet", Checkout.Cli, "run", "short.yaml", "--out", "results");

        var result = await cli.EndAsync(_cancellation);

        var trials = MeasuredRun.Trials(scratch.At("results"), result);
        trials.Count.ShouldBeGreaterThanOrEqualTo(3);
        trials.ShouldAllBe(trial => trial["cold"] == "true");
        trials.ShouldAllBe(trial => trial["instances"] == "2");
        using var doctor = CliProcess.StartWith(scratch.Path, environment, "dotnet", Checkout.Cli, "doctor");
        var said = (await doctor.EndAsync(_cancellation)).Output;
        said.ShouldMatch(@"1, [0-9]+ MB");
        said.ShouldContain("docker rmi");
    }
}
