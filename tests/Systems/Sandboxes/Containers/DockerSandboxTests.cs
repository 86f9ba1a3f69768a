using Eval.Systems.Sandboxes;
using Eval.Systems.Sandboxes.Containers;
using Eval.Tests.Shared;
using Eval.Tests.Systems.Sandboxes.Probing;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Sandboxes.Containers;

/// <summary>Goal: a start goes on in the background, and whatever becomes of the engine, it ends. Method: a real
/// engine, and something that breaks off as one could.</summary>
public sealed class DockerSandboxTests(ContainerEngine engine)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, "cannot create a container")]
    [InlineData(false, "did not answer")]
    public async Task An_engine_that_goes_in_the_middle_of_a_start_fails_it(bool vanishes, string reason)
    {
        await using var stuck = new StuckEngine(vanishes);
        await using var sandbox = new DockerSandbox(
            new SandboxSettings { Owner = "stuck" }, new DockerEngine(stuck.Address, TimeSpan.FromSeconds(1)));
        await sandbox.PrepareAsync(Cancellation);
        var instance = sandbox.Start(ProbeProgram.Command("sleep"));
        var failure = await Should.ThrowAsync<SandboxException>(() => instance.Started.WaitAsync(Limit, Cancellation));
        instance.Kill();

        failure.Message.ShouldContain(reason);
        (await instance.Exited.WaitAsync(Limit, Cancellation)).ErrorText.ShouldContain(reason);
    }

    /// <summary>Whoever wants to know what ran need not have seen it run.</summary>
    [Fact]
    public async Task An_engine_remembers_a_container_that_is_gone()
    {
        using var asked = new DockerEngine(await engine.StartAsync());
        await using var box = await Box.PrepareAsync(Isolation.Docker, engine, owner: "remembered");
        await box.RunAsync("exit", "0");
        var since = TimeProvider.System.GetUtcNow();
        var instance = await box.StartAsync(ProbeProgram.Command("exit", "0"));
        await instance.Exited.WaitAsync(Limit, Cancellation);

        var told = instance.Container.ShouldNotBeNull();
        told.Created.ShouldBeGreaterThan(since);
        (await asked.StartedSinceAsync(since, Cancellation)).Where(record => record.Id == told.Id).ShouldBe(
        [
            new ContainerRecord(
                told.Id, "i-1", await ContainerRecords.ImageOfAsync(ProbeProgram.Path, Cancellation), told.ImageDigest),
        ]);
        (await asked.StartedSinceAsync(TimeProvider.System.GetUtcNow(), Cancellation))
            .ShouldNotContain(record => record.Id == told.Id);
    }

    [Fact]
    public async Task Without_an_engine_the_address_is_named()
    {
        await using var sandbox = new DockerSandbox(
            new SandboxSettings { Owner = "none", ContainerEngine = new Uri("unix:///no/such.sock") });

        (await Should.ThrowAsync<SandboxException>(
            () => sandbox.PrepareAsync(Cancellation)))
            .Message.ShouldContain("/no/such.sock");
    }

    [Fact]
    public async Task A_start_can_be_killed_at_any_time_and_leaves_no_container()
    {
        const string Owner = "killed-early";
        await using var box = await Box.PrepareAsync(Isolation.Docker, engine, owner: Owner);
        foreach (var delay in new[] { 0, 5, 50, 200, 500 })
        {
            var instance = await box.StartAsync(ProbeProgram.Command("sleep"));
            await Task.Delay(delay, Cancellation);
            instance.Kill();
            await instance.Exited.WaitAsync(Limit, Cancellation);
        }

        (await engine.CountAsync(Owner)).ShouldBe(0);
    }

    [Fact]
    public async Task The_shared_folder_can_be_used_by_the_boxs_user()
    {
        await using var box = await Box.PrepareAsync(Isolation.Docker, engine);
        var folder = Directory.CreateTempSubdirectory("eval-shared-").FullName;
        var instance = await box.StartAsync(
            ProbeProgram.Command("touch", $"{SandboxCommand.SharedFolderInside}/made") with { SharedFolder = folder });

        (await instance.Exited).ExitCode.ShouldBe(0);
        File.Exists(Path.Join(folder, "made")).ShouldBeTrue();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_dynamic_program_and_an_extra_file_come_with_what_they_load()
    {
        var address = await engine.StartAsync();
        await using var sandbox = new DockerSandbox(new SandboxSettings
        {
            Owner = "dynamic",
            ContainerEngine = address,
            ExtraFiles = [new SandboxFile("/bin/ls", "/extra/ls")],
        });
        await sandbox.PrepareAsync(Cancellation);
        var instance = sandbox.Start(new SandboxCommand(
            "/bin/sh", ["-c", "/extra/ls /extra >&2"], new Dictionary<string, string>()));

        (await instance.Exited.WaitAsync(Limit, Cancellation)).ErrorText.ShouldBe("ls");
    }

    [Fact]
    public async Task An_image_is_named_by_its_content()
    {
        var first = await ImageArchive.OfAsync(ProbeProgram.Command(), [], Cancellation);
        var same = await ImageArchive.OfAsync(ProbeProgram.Command("exit"), [], Cancellation);
        var other = await ImageArchive.OfAsync(
            ProbeProgram.Command(), [new SandboxFile("/bin/ls", "/extra/ls")], Cancellation);

        same.Image.ShouldBe(first.Image);
        other.Image.ShouldNotBe(first.Image);
    }
}
