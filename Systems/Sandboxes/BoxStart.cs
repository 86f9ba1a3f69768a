using System.ComponentModel;
using Eval.Systems.Sdk;

namespace Eval.Systems.Sandboxes;

/// <summary>What starting a box as a child of this process has in common: error output, slot, watch.</summary>
internal static class BoxStart
{
    /// <summary>Spawns on the caller's thread, inside the slot where there is one.</summary>
    /// <param name="command">What to spawn.</param>
    /// <param name="slots">Where the limits are; null: nowhere.</param>
    /// <param name="isMonitored">Whether the child is a monitor of the program.</param>
    /// <param name="afterSpawn">Called with the child's number before the start counts as done.</param>
    /// <exception cref="SandboxException">It could not be started.</exception>
    public static SandboxedProcess Start(
        SandboxCommand command, CgroupSlots? slots, bool isMonitored = false, Action<int>? afterSpawn = null)
    {
        var errors = OpenErrors();
        ICgroupSlot? unused = null;
        SandboxedProcess? process = null;
        try
        {
            var slot = unused = slots?.Rent();
            var issuedNs = MonotonicClock.NowNs;
            var processId = ChildProcess.Spawn(command, errors.WriteEnd, slot);
            process = new SandboxedProcess(processId, issuedNs, MonotonicClock.NowNs, errors)
            {
                IsMonitored = isMonitored,
                ReleaseAsync = slot is null ? null : () => ReleaseAsync(slots!, slot),
            };
            ProcessReaper.Shared.Watch(process);
            slot?.Attach(processId);
            afterSpawn?.Invoke(processId);
            return process;
        }
        catch (Exception failure) when (failure is Win32Exception or SandboxException)
        {
            process?.Kill();
            if (process is null)
            {
                errors.Dispose();
                ReturnTo(slots, unused);
            }

            throw failure as SandboxException ?? new SandboxException(failure.Message, failure);
        }
        finally
        {
            errors.CloseWriteEnd();
        }
    }

    private static void ReturnTo(CgroupSlots? slots, ICgroupSlot? slot)
    {
        if (slot is not null)
        {
            slots!.Return(slot);
        }
    }

    private static ErrorTail OpenErrors()
    {
        try
        {
            return ErrorTail.Open();
        }
        catch (Win32Exception failure)
        {
            throw new SandboxException($"no pipe for the error output: {failure.Message}", failure);
        }
    }

    /// <summary>A slot that does not empty is not used again.</summary>
    private static async Task<bool> ReleaseAsync(CgroupSlots slots, ICgroupSlot slot)
    {
        var isOutOfMemory = slot.TakeOutOfMemory();
        if (await CgroupSlots.EmptyAsync(slot).ConfigureAwait(false))
        {
            slots.Return(slot);
        }

        return isOutOfMemory;
    }
}
