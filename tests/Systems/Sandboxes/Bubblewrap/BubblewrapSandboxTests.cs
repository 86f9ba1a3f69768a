using Eval.Systems.Sandboxes;
using Eval.Systems.Sandboxes.Bubblewrap;
using Eval.Tests.Shared;
using Eval.Tests.Systems.Sandboxes.Probing;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Sandboxes.Bubblewrap;

/// <summary>Goal: what bubblewrap's rung adds to the common contract. Method: real boxes.</summary>
public sealed class BubblewrapSandboxTests(ContainerEngine engine)
{
    [Fact]
    public async Task Given_descriptors_and_labels_arrive_and_no_others()
    {
        await using var box = await Box.PrepareAsync(Isolation.Bubblewrap, engine, owner: "bubblewrap-tests");
        using var first = File.OpenRead("/dev/zero");
        using var second = File.OpenRead("/dev/zero");
        var instance = await box.StartAsync(ProbeProgram.Command("facts") with
        {
            InheritedDescriptors = [Number(second), Number(first)],
        });
        var lines = (await instance.Exited).ErrorText.Split('\n');

        lines.Where(line => line.StartsWith("descriptor ", StringComparison.Ordinal))
            .ShouldBe(["descriptor 3", "descriptor 4"]);
        lines.ShouldContain("variable EVAL_OWNER=bubblewrap-tests");
        lines.ShouldContain("variable EVAL_INSTANCE=i-1");

        static int Number(FileStream file) => (int)file.SafeFileHandle.DangerousGetHandle();
    }

    /// <summary>AF_VSOCK reaches the machine's host past every network namespace.</summary>
    [Fact]
    public async Task The_hypervisor_cannot_be_reached()
    {
        await using var box = await Box.PrepareAsync(Isolation.Bubblewrap, engine);

        (await box.RunAsync("vsock")).ErrorText.ShouldBe("refused vsock 1");
    }

    [Fact]
    public async Task A_program_in_a_folder_that_only_its_owner_may_enter_still_starts()
    {
        await using var box = await Box.PrepareAsync(Isolation.Bubblewrap, engine);
        var folder = Directory.CreateTempSubdirectory("eval-private-").FullName;
        var program = Path.Join(folder, "mine");
        File.Copy(ProbeProgram.Path, program);
        var instance = await box.StartAsync(ProbeProgram.Command("exit", "4") with { Executable = program });

        (await instance.Exited).ExitCode.ShouldBe(4);
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Method: a shell as the program, and what it reads beside it as its assembly, which is written in
    /// place, and a library, which is replaced; in a folder that only its owner may enter, of which the box has a
    /// copy.</summary>
    [Theory]
    [InlineData("program.dll")]
    [InlineData("library")]
    public async Task A_program_that_was_built_again_runs_as_it_is_now(string changed)
    {
        await using var box = await Box.PrepareAsync(Isolation.Bubblewrap, engine);
        var folder = Directory.CreateTempSubdirectory("eval-private-").FullName;
        var program = Path.Join(folder, "program");
        File.Copy("/bin/sh", program);
        await WriteAsync("library", "code=4");
        await WriteAsync("program.dll", ". \"${1%/*}/library\"; exit $code");

        (await RunAsync()).ExitCode.ShouldBe(4);
        if (changed == "library")
        {
            File.Delete(Path.Join(folder, changed));
        }

        await WriteAsync(changed, "code=5; exit 5");
        (await RunAsync()).ExitCode.ShouldBe(5);
        Directory.Delete(folder, recursive: true);

        Task WriteAsync(string name, string content) =>
            File.WriteAllTextAsync(Path.Join(folder, name), content, TestContext.Current.CancellationToken);

        async Task<ProcessExit> RunAsync() => await (await box.StartAsync(ProbeProgram.Command(
            $"{program}.dll", $"{program}.dll") with { Executable = program })).Exited;
    }

    [Fact]
    public async Task A_dynamic_program_finds_the_systems_libraries_and_nothing_of_its_users()
    {
        await using var box = await Box.PrepareAsync(Isolation.Bubblewrap, engine);
        var instance = await box.StartAsync(ProbeProgram.Command(
            "-c", "ls -d /root /home /etc /var /usr/lib >&2; exit 0") with { Executable = "/bin/sh" });
        var exit = await instance.Exited;

        exit.ExitCode.ShouldBe(0);
        exit.ErrorText.Split('\n').ShouldContain("/usr/lib");
        exit.ErrorText.Split('\n').Count(line => line.Contains("No such file")).ShouldBe(4);
    }

    /// <summary>The number that is reported is the program's own, so that a kill of it is seen as one.</summary>
    [Fact]
    public async Task A_kill_of_the_program_from_outside_is_told_as_its_signal()
    {
        await using var box = await Box.PrepareAsync(Isolation.Bubblewrap, engine);
        var instance = await box.StartAsync(ProbeProgram.Command("keep"));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (instance.ProcessId is not { } id
            || !ProcessTable.Find(id)!.Executable.EndsWith("/eval-probe", StringComparison.Ordinal))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), limit.Token);
        }

        var processId = instance.ProcessId!.Value;
        _ = LibC.kill(processId, LibC.SignalKill);
        var exit = await instance.Exited;

        exit.Signal.ShouldBe(9);
        exit.OutOfMemory.ShouldBeFalse();
        instance.ProcessId.ShouldBe(processId, "who answered is told afterwards, too");
    }

    [Fact]
    public async Task A_program_that_does_not_exist_is_named()
    {
        await using var box = await Box.PrepareAsync(Isolation.Bubblewrap, engine);
        var failure = await Should.ThrowAsync<SandboxException>(
            () => box.StartAsync(ProbeProgram.Command() with { Executable = "/no/such/program" }));

        failure.Message.ShouldContain("/no/such/program");
    }

    [Fact]
    public void A_sandbox_that_was_not_prepared_says_so() =>
        Should.Throw<SandboxException>(() => new BubblewrapSandbox(new SandboxSettings { Owner = "unprepared" })
            .Start(new SandboxCommand("/bin/true", [], new Dictionary<string, string>())))
            .Message.ShouldContain("prepared");

    /// <summary>Slots are used again: more boxes than were made ahead, twice, and none is left.</summary>
    [Fact]
    public async Task Many_boxes_at_once_each_end_and_leave_nothing()
    {
        await using var box = await Box.PrepareAsync(Isolation.Bubblewrap, engine, owner: "many-boxes");
        for (var round = 0; round < 2; round++)
        {
            var boxes = await Task.WhenAll(Enumerable.Range(0, Scale.Of(200) + 2)
                .Select(number => box.StartAsync(ProbeProgram.Command("exit", $"{number % 100}"))));
            var exits = await Task.WhenAll(boxes.Select(instance => instance.Exited));

            exits.Select((exit, number) => exit.ExitCode == number % 100).ShouldAllBe(same => same);
        }
    }
}
