using Eval.Systems.Sandboxes;
using Eval.Tests.Shared;
using Eval.Tests.Systems.Sandboxes.Probing;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Sandboxes;

/// <summary>Goal: from bubblewrap up, what a function can do ends at its box. Method: the same probe program in both
/// rungs, real ones.</summary>
public sealed class IsolationTests(ContainerEngine engine)
{
    [Theory]
    [InlineData(Isolation.Bubblewrap)]
    [InlineData(Isolation.Docker)]
    public async Task From_inside_every_protection_is_seen(Isolation isolation)
    {
        await using var box = await Box.PrepareAsync(isolation, engine);
        var lines = (await box.RunAsync("facts")).ErrorText.Split('\n');

        ProbeFacts.ShouldBeHardened(lines);
        lines.ShouldContain("variable GIVEN=yes");
        lines.ShouldNotContain(line => line.StartsWith("descriptor "), "none but those given");
        box.Relaxed.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Isolation.Bubblewrap)]
    [InlineData(Isolation.Docker)]
    public async Task Every_forbidden_act_is_refused(Isolation isolation)
    {
        await using var box = await Box.PrepareAsync(isolation, engine);
        var lines = (await box.RunAsync("acts", $"{Environment.ProcessId}")).ErrorText.Split('\n');

        ProbeFacts.ShouldBeRefused(lines);
    }

    [Theory]
    [InlineData(Isolation.Bubblewrap, "forks", 19)]
    [InlineData(Isolation.Docker, "forks", 19)]
    [InlineData(Isolation.Bubblewrap, "files", 47)]
    [InlineData(Isolation.Docker, "files", 47)]
    [InlineData(Isolation.Bubblewrap, "fill", 4 << 20)]
    [InlineData(Isolation.Docker, "fill", 4 << 20)]
    public async Task A_limit_holds_where_it_was_set(Isolation isolation, string mode, int most)
    {
        await using var box = await Box.PrepareAsync(isolation, engine);
        var lines = (await box.RunAsync(mode)).ErrorText.Split('\n');

        lines.Length.ShouldBe(2);
        lines[0].ShouldStartWith("refused ");
        lines[1].Split(' ')[1].ShouldBe($"{most}");
    }

    [Theory]
    [InlineData(Isolation.Process)]
    [InlineData(Isolation.Bubblewrap)]
    [InlineData(Isolation.Docker)]
    public async Task Over_its_memory_a_box_ends_and_the_next_one_is_untouched(Isolation isolation)
    {
        await using var box = await Box.PrepareAsync(isolation, engine);
        var exit = await box.RunAsync("memory");

        exit.OutOfMemory.ShouldBeTrue();
        exit.Describe().ShouldContain("out of memory");
        (await box.RunAsync("exit", "9")).OutOfMemory.ShouldBeFalse();
    }

    /// <summary>One keeps a secret in a file, in memory, behind an abstract socket and a port; the other knows all the
    /// names.</summary>
    [Theory]
    [InlineData(Isolation.Bubblewrap)]
    [InlineData(Isolation.Docker)]
    public async Task Two_boxes_cannot_reach_each_other(Isolation isolation)
    {
        await using var box = await Box.PrepareAsync(isolation, engine);
        var victim = await box.StartAsync(ProbeProgram.Command("keep"));
        await victim.Started;
        await UntilAsync(() => victim.ProcessId is not null);
        var thief = await box.RunAsync("steal", $"{victim.ProcessId}");
        victim.Exited.IsCompleted.ShouldBeFalse();
        victim.Kill();

        (await victim.Exited).ErrorText.ShouldBe("kept");
        var lines = thief.ErrorText.Split('\n');
        lines.Length.ShouldBe(7);
        lines[..6].ShouldAllBe(line => line.StartsWith("refused "));
        lines[6].ShouldBe("others 0");
    }

    [Theory]
    [InlineData(Isolation.Bubblewrap)]
    [InlineData(Isolation.Docker)]
    public async Task A_fork_bomb_ends_with_its_box(Isolation isolation)
    {
        await using var box = await Box.PrepareAsync(isolation, engine);
        var bomb = await box.StartAsync(ProbeProgram.Command("bomb"));
        await bomb.Started;
        await UntilAsync(() => Probes() >= 10);
        Probes().ShouldBeLessThanOrEqualTo(21);
        bomb.Kill();

        (await bomb.Exited).Signal.ShouldBe(9);
        Probes().ShouldBe(0);
    }

    [Theory]
    [InlineData(Isolation.Process)]
    [InlineData(Isolation.Bubblewrap)]
    [InlineData(Isolation.Docker)]
    public async Task A_flood_of_output_is_bounded_and_ends(Isolation isolation)
    {
        await using var box = await Box.PrepareAsync(isolation, engine);
        var exit = await box.RunAsync("flood", $"{Scale.Of(1000)}");

        exit.ExitCode.ShouldBe(0);
        exit.ErrorText.Length.ShouldBeLessThanOrEqualTo(4096);
        exit.ErrorText.ShouldEndWith("flooded");
    }

    [Theory]
    [InlineData(Isolation.Bubblewrap, "exit 0", 0, null)]
    [InlineData(Isolation.Docker, "exit 0", 0, null)]
    [InlineData(Isolation.Bubblewrap, "exit 7", 7, null)]
    [InlineData(Isolation.Docker, "exit 7", 7, null)]
    [InlineData(Isolation.Bubblewrap, "abort", null, 11)]
    [InlineData(Isolation.Docker, "abort", null, 11)]
    public async Task The_end_is_told_as_of_a_process(Isolation isolation, string mode, int? exitCode, int? signal)
    {
        await using var box = await Box.PrepareAsync(isolation, engine);
        var exit = await box.RunAsync(mode.Split(' '));

        exit.ExitCode.ShouldBe(exitCode);
        exit.Signal.ShouldBe(signal);
    }

    [Theory]
    [InlineData(Isolation.Bubblewrap)]
    [InlineData(Isolation.Docker)]
    public async Task A_protection_switched_off_shows_outside_and_inside(Isolation isolation)
    {
        var hardening = new SandboxHardening
        {
            User = false,
            Capabilities = false,
            ReadOnlyRoot = false,
            Seccomp = false,
            Limits = false,
        };
        await using var box = await Box.PrepareAsync(isolation, engine, hardening);
        var lines = (await box.RunAsync("facts")).ErrorText.Split('\n');

        box.Relaxed.ShouldBe(["user", "capabilities", "read-only root", "seccomp", "limits"]);
        lines.ShouldContain("Uid:\t0\t0\t0\t0");
        lines.ShouldNotContain("CapEff:\t0000000000000000");
        lines.ShouldContain("Seccomp:\t0");
        lines.ShouldContain(line => line.Contains(" / ") && line.Contains(" rw,"));
        lines.ShouldNotContain(line => line.StartsWith("Max open files            50 "));
    }

    private static int Probes() =>
        ProcessTable.Snapshot().Count(entry => entry.Executable.EndsWith("/eval-probe", StringComparison.Ordinal));

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (!holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), limit.Token);
        }
    }
}
