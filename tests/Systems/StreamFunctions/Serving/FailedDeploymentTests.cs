using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Serving;

/// <summary>Goal: a deployment that fails leaves nothing of its sandbox, however far it came. Method: real sandboxes,
/// and their cgroups as the machine has them.</summary>
public sealed class FailedDeploymentTests
{
    private static readonly PoolPolicy One = new() { Size = 1 };

    public FailedDeploymentTests()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            RealPart.Miss("limits need cgroups, which need root");
        }
    }

    /// <summary>What a client that has left asked for.</summary>
    [Fact]
    public async Task One_that_is_given_up_while_its_sandbox_is_prepared_leaves_no_cgroup()
    {
        RealPart.Require("bwrap", "bubblewrap");
        using var plane = new TestPlane();

        await Should.ThrowAsync<OperationCanceledException>(() => plane.Plane.DeployAsync(
            TestPlane.Function(Isolation.Bubblewrap), new CancellationToken(canceled: true)));
        plane.Groups.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_whose_door_cannot_be_made_leaves_no_cgroup_and_can_be_tried_again()
    {
        using var plane = new TestPlane();
        var door = $"{plane.SocketPath}.faulty";
        await File.WriteAllTextAsync(door, "of somebody else", TestContext.Current.CancellationToken);
        var function = TestPlane.Function(Isolation.Process, BufferPlace.Instance, One);

        (await Should.ThrowAsync<IOException>(() => plane.Plane.DeployAsync(function, CancellationToken.None)))
            .Message.ShouldContain(door);
        plane.Groups.ShouldBeEmpty();

        File.Delete(door);
        await plane.Plane.DeployAsync(function, CancellationToken.None);
        plane.Groups.ShouldNotBeEmpty();
    }
}
