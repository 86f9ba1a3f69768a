using System.Collections.Concurrent;
using System.Globalization;

namespace Eval.Systems.Sandboxes;

/// <summary>The slots of one sandbox, made ahead and used again: <c>eval.OWNER.PROCESS.START.N/SLOT</c> below this
/// process's own groups.</summary>
internal sealed class CgroupSlots
{
    /// <summary>Most boxes at once.</summary>
    public const int Maximum = 4096;

    private const int MadeAhead = 8;
    private const string Prefix = "eval.";
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan EndPause = TimeSpan.FromMilliseconds(5);
    private static int _groups;

    private readonly ConcurrentStack<ICgroupSlot> _free = new();
    private readonly ConcurrentBag<ICgroupSlot> _all = [];
    private readonly CgroupPlace _place;
    private readonly SandboxLimits _limits;
    private readonly int _ownProcesses;
    private readonly string _group;
    private int _made;

    private CgroupSlots(CgroupPlace place, SandboxSettings settings, int ownProcesses)
    {
        _place = place;
        _limits = settings.Limits;
        _ownProcesses = ownProcesses;
        _group = string.Create(
            CultureInfo.InvariantCulture,
            $"{Prefix}{settings.Owner}.{ControlIdentity.Current}.{Interlocked.Increment(ref _groups)}");
        place.PrepareGroup(_group);
        _free.PushRange([.. Enumerable.Range(0, MadeAhead).Select(_ => Make())]);
    }

    /// <summary>The hierarchies that hold the limits.</summary>
    public static IReadOnlyList<string> Controllers { get; } = ["memory", "pids", "cpu"];

    /// <summary>Makes the first slots, after ending what that owner's earlier control processes left in
    /// theirs.</summary>
    /// <exception cref="SandboxException">There are no cgroups that can be written.</exception>
    public static async Task<CgroupSlots> OpenAsync(
        SandboxSettings settings, int ownProcesses, CancellationToken cancellation)
    {
        var place = CgroupPlace.Find() ?? throw new SandboxException(
            "limits cannot be enforced: there are no cgroups for memory, pids and cpu; "
            + "switch limits off under hardening to go without");
        try
        {
            await RemoveOrphansAsync(settings.Owner, cancellation).ConfigureAwait(false);
            return new CgroupSlots(place, settings, ownProcesses);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SandboxException(
                $"limits cannot be enforced: {failure.Message}; run as root, or switch limits off under hardening",
                failure);
        }
    }

    /// <summary>A slot for one box.</summary>
    /// <exception cref="SandboxException">There are too many boxes.</exception>
    public ICgroupSlot Rent()
    {
        if (_free.TryPop(out var slot))
        {
            return slot;
        }

        try
        {
            return Make();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SandboxException($"no cgroup for one more box: {failure.Message}", failure);
        }
    }

    /// <summary>Takes a slot back whose box has ended.</summary>
    public void Return(ICgroupSlot slot) => _free.Push(slot);

    /// <summary>Ends all boxes and removes the slots.</summary>
    public async Task CloseAsync()
    {
        await UntilAsync(() => _all.Where(slot => !slot.Sweep()).ToList() is [], CancellationToken.None)
            .ConfigureAwait(false);
        foreach (var slot in _all)
        {
            slot.Dispose();
        }

        foreach (var folder in _place.Bases)
        {
            Directory.Delete(Path.Join(folder, _group));
        }
    }

    /// <summary>Ends what is left in a slot; false where something cannot be ended.</summary>
    public static Task<bool> EmptyAsync(ICgroupSlot slot) => UntilAsync(slot.Sweep, CancellationToken.None);

    private ICgroupSlot Make()
    {
        var number = Interlocked.Increment(ref _made);
        if (number > Maximum)
        {
            throw new SandboxException($"more than {Maximum} boxes at once");
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"{_group}/{number}");
        var slot = _place.MakeSlot(name, _limits, _ownProcesses);
        _all.Add(slot);
        return slot;
    }

    private static async Task RemoveOrphansAsync(string owner, CancellationToken cancellation)
    {
        var anywhere = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };
        foreach (var group in CgroupBase.MountPoints()
            .SelectMany(folder => Directory.GetDirectories(folder, $"{Prefix}{owner}.*", anywhere)))
        {
            var fields = Path.GetFileName(group).Split('.');
            if (ControlIdentity.IsAlive($"{fields[2]}.{fields[3]}"))
            {
                continue;
            }

            try
            {
                foreach (var slot in Directory.GetDirectories(group))
                {
                    await UntilAsync(() => CgroupFolder.Sweep(slot), cancellation).ConfigureAwait(false);
                    Directory.Delete(slot);
                }

                Directory.Delete(group);
            }
            catch (DirectoryNotFoundException)
            {
                // Somebody with the same label found it at the same time.
            }
        }
    }

    /// <summary>Killed processes take their time to leave, of which the kernel tells nobody.</summary>
    private static async Task<bool> UntilAsync(Func<bool> holds, CancellationToken cancellation)
    {
        var pauses = EndLimit / EndPause;
        for (var i = 0; i < pauses; i++)
        {
            if (holds())
            {
                return true;
            }

            await Task.Delay(EndPause, cancellation).ConfigureAwait(false);
        }

        return holds();
    }
}
