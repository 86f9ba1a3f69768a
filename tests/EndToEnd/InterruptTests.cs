using System.Text.Json;
using Eval.Systems.Sandboxes;
using Shouldly;
using Xunit;

namespace Eval.Tests.EndToEnd;

/// <summary>Ctrl-C in the middle of a run.</summary>
public sealed class InterruptTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(6);

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_interrupt_keeps_the_finished_trials_and_leaves_no_process()
    {
        using var scratch = new ScratchFolder();
        var directory = scratch.At("run");
        using var cli = CliProcess.Start(
            scratch.Path, "run", Checkout.Scenario("quickstart.yaml"), "--out", directory);
        var journal = Path.Combine(directory, "journal.jsonl");
        await UntilAsync(() => File.Exists(journal) && File.ReadLines(journal).Count() >= 3);
        var started = cli.Descendants;

        await cli.InterruptAsync();
        var result = await cli.EndAsync(_cancellation);

        result.ExitCode.ShouldBe(130, result.Said);
        started.ShouldNotBeEmpty();
        foreach (var process in started)
        {
            var now = ProcessTable.Find(process.ProcessId);
            (now is null || now.Executable != process.Executable).ShouldBeTrue($"{process} is left");
        }

        var finished = File.ReadLines(journal).Select(line => JsonDocument.Parse(line)).Count();
        finished.ShouldBeGreaterThanOrEqualTo(3);
        Csv.Read(Path.Combine(directory, "trials.csv")).Count.ShouldBe(finished);
    }

    private async Task UntilAsync(Func<bool> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
        limit.CancelAfter(Limit);
        while (!holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        }
    }
}
