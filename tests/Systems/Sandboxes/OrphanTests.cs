using System.Globalization;
using Eval.Systems.Sandboxes;
using Eval.Tests.Shared;
using Eval.Tests.Systems.Sandboxes.Probing;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Sandboxes;

/// <summary>Goal: what a killed control process leaves is ended at the next start with the same label, and nothing
/// else. Method: real boxes whose labels name a control process that is gone, or this one.</summary>
public sealed class OrphanTests(ContainerEngine engine)
{
    private const string Gone = "4194305.1";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(Isolation.Process)]
    [InlineData(Isolation.Bubblewrap)]
    public async Task Processes_of_a_control_process_that_is_gone_are_killed(Isolation isolation)
    {
        const string Owner = "orphan-processes";
        var orphan = await SleepAsync(Owner, Gone);
        var others = await SleepAsync("orphan-strangers", Gone);
        var ours = await SleepAsync(Owner, ControlIdentity.Current);
        await using var box = await Box.PrepareAsync(isolation, engine, owner: Owner);

        (await orphan.Exited.WaitAsync(Limit, TestContext.Current.CancellationToken)).Signal.ShouldBe(9);
        others.Exited.IsCompleted.ShouldBeFalse();
        ours.Exited.IsCompleted.ShouldBeFalse();
        others.Kill();
        ours.Kill();
        await Task.WhenAll(others.Exited, ours.Exited);
    }

    [Fact]
    public async Task Its_slots_are_emptied_and_removed_as_ours_are_at_the_end()
    {
        const string Owner = "orphan-slots";
        var groups = CgroupSlots.Controllers.Select(CgroupBase.Find).ToList();
        var left = await SleepAsync("orphan-slots-unlabelled", Gone);
        await using (await Box.PrepareAsync(Isolation.Process, engine, owner: "orphan-slots-probe"))
        {
            foreach (var folder in groups)
            {
                var slot = Directory.CreateDirectory(Path.Join(folder, "eval-earlier", $"eval.{Owner}.{Gone}.1", "1"))
                    .FullName;
                await File.WriteAllTextAsync(
                    Path.Join(slot, "cgroup.procs"), left.ProcessId!.Value.ToString(CultureInfo.InvariantCulture),
                    TestContext.Current.CancellationToken);
            }
        }

        await using (var box = await Box.PrepareAsync(Isolation.Process, engine, owner: Owner))
        {
            (await left.Exited.WaitAsync(Limit, TestContext.Current.CancellationToken)).Signal.ShouldBe(9);
            box.Relaxed.ShouldBe(["no isolation"]);
            groups.SelectMany(Ours).Count().ShouldBe(groups.Count);
        }

        groups.SelectMany(Ours).ShouldBeEmpty();
        groups.ForEach(folder => Directory.Delete(Path.Join(folder, "eval-earlier")));

        static string[] Ours(string? folder) => Directory.GetDirectories(folder!, $"eval.{Owner}.*");
    }

    [Fact]
    public async Task Containers_of_a_control_process_that_is_gone_are_removed()
    {
        const string Owner = "orphan-containers";
        await using var earlier = await Box.PrepareAsync(Isolation.Docker, engine, owner: Owner);
        var ours = await earlier.StartAsync(ProbeProgram.Command("sleep"));
        await ours.Started;
        var filter = Uri.EscapeDataString($"{{\"label\":[\"eval.owner={Owner}\"]}}");
        var image = (await engine.AskAsync(HttpMethod.Get, $"/containers/json?all=1&filters={filter}"))[0]
            .GetProperty("ImageID").GetString();
        await engine.AskAsync(HttpMethod.Post, "/containers/create?name=orphan", new
        {
            Image = image,
            Cmd = new[] { "/program/eval-probe", "sleep" },
            HostConfig = new { NetworkMode = "none" },
            Labels = new Dictionary<string, string> { ["eval.owner"] = Owner, ["eval.control"] = Gone },
        });
        await engine.AskAsync(HttpMethod.Post, "/containers/orphan/start");
        (await engine.CountAsync(Owner)).ShouldBe(2);
        await using var later = await Box.PrepareAsync(Isolation.Docker, engine, owner: Owner);

        (await engine.CountAsync(Owner)).ShouldBe(1);
        ours.Exited.IsCompleted.ShouldBeFalse();
        await earlier.DisposeAsync();
        (await engine.CountAsync(Owner)).ShouldBe(0);
    }

    /// <summary>A program whose labels can be read: for a moment after its start a process shows no environment.
    /// </summary>
    private static async Task<ISandboxedInstance> SleepAsync(string owner, string control)
    {
        var instance = new ProcessSandbox().Start(
            new SandboxCommand("/bin/sleep", ["600"], new Dictionary<string, string>
            {
                [BoxLabels.OwnerVariable] = owner,
                [BoxLabels.ControlVariable] = control,
            }));
        var environment = string.Create(CultureInfo.InvariantCulture, $"/proc/{instance.ProcessId}/environ");
        await Eventually.HoldsAsync(() => File.ReadAllText(environment).Contains(control, StringComparison.Ordinal));
        return instance;
    }
}
