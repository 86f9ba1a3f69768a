using Eval.Systems.Sandboxes;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Sandboxes;

/// <summary>Method: the kernel's tables as they look on a host, in a container, and without cgroups of version
/// 1.</summary>
public sealed class CgroupBaseTests : IDisposable
{
    private readonly string _mount = Directory.CreateTempSubdirectory("eval-cgroup-").FullName;

    public void Dispose() => Directory.Delete(_mount, recursive: true);

    [Fact]
    public void A_process_in_a_group_finds_it_below_the_mount()
    {
        Directory.CreateDirectory(Path.Join(_mount, "user", "me"));

        CgroupBase.Find("cpu", Mounts("/"), ["4:memory:/other", "2:cpu,cpuacct:/user/me"])
            .ShouldBe(Path.Join(_mount, "user", "me"));
    }

    [Fact]
    public void A_container_sees_its_part_as_the_root()
    {
        Directory.CreateDirectory(Path.Join(_mount, "inner"));

        CgroupBase.Find("cpu", Mounts("/docker/1"), ["2:cpu,cpuacct:/docker/1/inner"])
            .ShouldBe(Path.Join(_mount, "inner"));
    }

    [Fact]
    public void A_group_that_is_not_visible_leaves_the_mount() =>
        CgroupBase.Find("cpu", Mounts("/"), ["2:cpu,cpuacct:/hidden"]).ShouldBe(_mount);

    [Fact]
    public void Without_that_controller_there_is_none() =>
        CgroupBase.Find("pids", [.. Mounts("/"), "30 1 0:9 / /x rw - cgroup2 cgroup2 rw"], ["0::/"]).ShouldBeNull();

    [Theory]
    [InlineData("0::/", "")]
    [InlineData("0::/user/me", "user")]
    public void Of_version_2_the_groups_stand_beside_this_processs_own(string membership, string expected)
    {
        Directory.CreateDirectory(Path.Join(_mount, "user", "me"));
        File.WriteAllText(Path.Join(_mount, expected, "cgroup.controllers"), "cpuset cpu io memory pids\n");

        CgroupBase.FindUnified([$"29 1 0:8 / {_mount} rw - cgroup2 cgroup rw"], [membership])
            .ShouldBe(Path.Join(_mount, expected).TrimEnd('/'));
    }

    [Fact]
    public void Of_version_2_a_hierarchy_without_the_controllers_is_of_no_use()
    {
        File.WriteAllText(Path.Join(_mount, "cgroup.controllers"), "hugetlb\n");

        CgroupBase.FindUnified([$"29 1 0:8 / {_mount} rw - cgroup2 cgroup rw"], ["0::/"]).ShouldBeNull();
    }

    /// <summary>On plain files, which keep what is written.</summary>
    [Fact]
    public void A_slot_of_version_2_writes_its_limits_and_counts_kills()
    {
        var place = CgroupPlace.Unified(_mount);
        place.PrepareGroup("eval.x");
        using var slot = place.MakeSlot("eval.x/1", new SandboxLimits { MemoryBytes = 9, Processes = 7, Cpus = 0.5 }, 1);
        var folder = Path.Join(_mount, "eval.x", "1");
        slot.Attach(42);

        File.ReadAllText(Path.Join(_mount, "eval.x", "cgroup.subtree_control")).ShouldBe("+memory +pids +cpu");
        File.ReadAllText(Path.Join(folder, "memory.max")).ShouldBe("9");
        File.ReadAllText(Path.Join(folder, "pids.max")).ShouldBe("8");
        File.ReadAllText(Path.Join(folder, "cpu.max")).ShouldBe("50000 100000");
        File.ReadAllText(Path.Join(folder, "cgroup.procs")).ShouldBe("42");
        File.WriteAllText(Path.Join(folder, "memory.events"), "oom 1\noom_kill 1\n");
        slot.TakeOutOfMemory().ShouldBeTrue();
        slot.TakeOutOfMemory().ShouldBeFalse();
        Array.ForEach(Directory.GetFiles(folder), File.Delete);
    }

    private string[] Mounts(string root) =>
    [
        "20 1 0:5 / / rw - ext4 /dev/sda rw",
        $"29 1 0:8 {root} {_mount} rw,relatime shared:9 - cgroup cgroup rw,cpu,cpuacct",
    ];
}
