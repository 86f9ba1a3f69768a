using Eval.Systems.Sandboxes;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Sandboxes;

/// <summary>Goal: a child sees only what it was given, its end is told right, and nothing of it stays. Method: real
/// shells.</summary>
public sealed class ProcessSandboxTests
{
    [Theory]
    [InlineData("exit 0", 0, null)]
    [InlineData("exit 7", 7, null)]
    [InlineData("kill -TERM $$", null, 15)]
    public async Task The_end_is_an_exit_code_or_a_signal(string script, int? exitCode, int? signal)
    {
        var process = Shell(script);
        var exit = await process.Exited;

        exit.ExitCode.ShouldBe(exitCode);
        exit.Signal.ShouldBe(signal);
        exit.ExitedNs.ShouldBeGreaterThan(process.StartIssuedNs);
        (await process.Started).ShouldBeGreaterThan(process.StartIssuedNs);
        Directory.Exists($"/proc/{process.LeaderId}").ShouldBeFalse("not even a zombie is left");
    }

    [Fact]
    public async Task The_environment_holds_only_what_was_given()
    {
        var exit = await Shell("/usr/bin/env >&2").Exited;

        exit.ErrorText.Split('\n').Where(line => !line.StartsWith("PWD=", StringComparison.Ordinal)
            && !line.StartsWith("_=", StringComparison.Ordinal)
            && !line.StartsWith("SHLVL=", StringComparison.Ordinal)).ShouldBe(["GIVEN=yes"]);
    }

    [Fact]
    public async Task The_child_leads_a_session_of_its_own_without_foreign_descriptors()
    {
        using var given = File.OpenRead("/dev/zero");
        var command = new SandboxCommand(
            "/bin/sh",
            ["-c", "for d in $(/usr/bin/seq 3 99); do [ -e /proc/$$/fd/$d ] && echo $d >&2; done; "
                + "cut -d' ' -f6 /proc/$$/stat >&2"],
            new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" })
        {
            InheritedDescriptors = [(int)given.SafeFileHandle.DangerousGetHandle()],
        };
        var process = new ProcessSandbox().Start(command);

        (await process.Exited).ErrorText.Split('\n').ShouldBe(["3", $"{process.ProcessId}"]);
    }

    [Fact]
    public async Task A_kill_ends_the_whole_group_and_is_harmless_afterwards()
    {
        var process = Shell("sleep 600 & wait");
        await UntilAsync(() => ProcessTable.Children(process.LeaderId).Count == 1);
        var child = ProcessTable.Children(process.LeaderId)[0];
        process.Kill();
        var exit = await process.Exited;
        process.Kill();

        exit.Signal.ShouldBe(9);
        exit.CpuSeconds.ShouldBeGreaterThanOrEqualTo(0);
        await UntilAsync(() => ProcessTable.Find(child.ProcessId) is null);
    }

    [Fact]
    public async Task The_error_output_is_bounded_and_never_blocks_the_child()
    {
        var exit = await Shell("i=0; while [ $i -lt 3000 ]; do echo line-$i-0123456789012345678901234567890 >&2; "
            + "i=$((i+1)); done").Exited;

        exit.ExitCode.ShouldBe(0);
        exit.ErrorText.Length.ShouldBeLessThanOrEqualTo(4096);
        exit.ErrorText.ShouldEndWith("line-2999-0123456789012345678901234567890");
    }

    [Fact]
    public void A_program_that_does_not_exist_is_named() =>
        Should.Throw<SandboxException>(() => new ProcessSandbox().Start(
            new SandboxCommand("/no/such/program", [], new Dictionary<string, string>())))
            .Message.ShouldContain("/no/such/program");

    private static SandboxedProcess Shell(string script) => (SandboxedProcess)new ProcessSandbox().Start(new SandboxCommand(
        "/bin/sh", ["-c", script], new Dictionary<string, string> { ["GIVEN"] = "yes" }));

    /// <summary>Waits for what the kernel does in its own time; a hang ends with the test's failure.</summary>
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
