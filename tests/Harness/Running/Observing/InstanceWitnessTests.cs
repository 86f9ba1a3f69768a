using System.Diagnostics;
using Eval.Harness.Running.Observing;
using Eval.Systems.Abstractions;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sandboxes.Containers;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Running.Observing;

/// <summary>Goal: a container that nobody saw counts only where its engine remembers exactly that one, made after the
/// trial began, of the image of the program. Method: an engine's memory that a test writes.</summary>
public sealed class InstanceWitnessTests
{
    private const string Program = "/bin/sh";

    private static readonly DateTimeOffset Begun = new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", true)]
    [InlineData("unknown", false)]
    [InlineData("digest", false)]
    [InlineData("instance", false)]
    [InlineData("image", false)]
    [InlineData("earlier", false)]
    [InlineData("program", false)]
    [InlineData("silent", false)]
    public async Task A_container_is_confirmed_by_its_engines_memory_of_just_that_one(string wrong, bool isConfirmed)
    {
        var image = await ContainerRecords.ImageOfAsync(Program, _cancellation);
        var record = new ContainerRecord(
            wrong == "unknown" ? "c-2" : "c-1", wrong == "instance" ? "i-2" : "i-1",
            wrong == "image" ? "eval/other" : image, wrong == "digest" ? "sha256:2" : "sha256:1");
        var told = new InstanceIdentity(
            "i-1", "function", null, null, 1, wrong == "program" ? "/bin/cat" : Program)
        {
            Container = new ContainerName("c-1", "sha256:1", Begun.AddSeconds(wrong == "earlier" ? -1 : 1)),
        };
        var witness = new InstanceWitness(
            new Deployment { HostExecutable = Program, InstancesAreDescendants = false },
            (since, _) => since == Begun && wrong != "silent"
                ? Task.FromResult<IReadOnlyList<ContainerRecord>>([record])
                : throw new SandboxException("no answer"));
        witness.Confirmed([told]).ShouldBeEmpty();
        await witness.AskEngineAsync([told], Begun, _cancellation);

        witness.Confirmed([told]).Count.ShouldBe(isConfirmed ? 1 : 0);
    }

    /// <summary>Goal: a child that another system keeps is no leftover, though it runs the same program.</summary>
    [Fact]
    public void A_child_that_another_system_keeps_is_not_taken_for_this_ones()
    {
        using var child = Process.Start("sleep", "600");
        try
        {
            var program = Awaited(() => ProcessTable.Find(child.Id) is { Executable: var executable }
                && executable.EndsWith("sleep", StringComparison.Ordinal) ? executable : null);
            var deployment = new Deployment { HostExecutable = program };
            new InstanceWitness(deployment).Look().ShouldContain(seen => seen.ProcessId == child.Id);
            new InstanceWitness(deployment) { OfOthers = new HashSet<int> { child.Id } }.Look()
                .ShouldNotContain(seen => seen.ProcessId == child.Id);
        }
        finally
        {
            child.Kill();
        }
    }

    /// <summary>Between fork and exec a child runs what its parent runs.</summary>
    private string Awaited(Func<string?> find)
    {
        while (true)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (find() is { } found)
            {
                return found;
            }
        }
    }
}
