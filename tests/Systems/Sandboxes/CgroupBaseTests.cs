using Eval.Systems.Sandboxes;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Sandboxes;

/// <summary>Method: the kernel's tables as they look on a host, in a container, and without cgroups of version 1.</summary>
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

    private string[] Mounts(string root) =>
        [$"20 1 0:5 / / rw - ext4 /dev/sda rw", $"29 1 0:8 {root} {_mount} rw,relatime shared:9 - cgroup cgroup rw,cpu,cpuacct"];
}
