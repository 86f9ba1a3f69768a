using Eval.Systems.Sandboxes;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Sandboxes;

/// <summary>Method: the machine's own cgroups.</summary>
public sealed class CgroupSlotTests
{
    /// <summary>The runtime may start its compiler's thread from a thread that is in a slot to spawn. It lives on for
    /// seconds, in which a box that has ended would seem not to.</summary>
    [Fact]
    public async Task A_thread_of_our_own_that_began_its_life_in_a_slot_does_not_keep_it()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            RealPart.Miss("limits need cgroups, which need root");
        }

        var slots = await CgroupSlots.OpenAsync(
            new SandboxSettings { Owner = $"slot-{Environment.ProcessId}" }, ownProcesses: 0, CancellationToken.None);
        using var end = new ManualResetEventSlim();
        Thread? straggler = null;
        var slot = slots.Rent();
        var spawner = new Thread(() =>
        {
            slot.EnterThread();
            straggler = new Thread(end.Wait);
            straggler.Start();
            slot.LeaveThread();
        });
        spawner.Start();
        spawner.Join();

        (await CgroupSlots.EmptyAsync(slot)).ShouldBeTrue();
        straggler!.IsAlive.ShouldBeTrue();

        end.Set();
        straggler.Join();
        await slots.CloseAsync();
    }
}
