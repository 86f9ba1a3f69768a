namespace Eval.Systems.Sandboxes;

/// <summary>Where the slots of this process can be, and how they are made there.</summary>
/// <param name="Bases">The folders below which a sandbox makes its group.</param>
/// <param name="PrepareGroup">Makes a sandbox's group of that name able to hold slots with limits.</param>
/// <param name="MakeSlot">Makes the slot at that path below the bases.</param>
internal sealed record CgroupPlace(
    IReadOnlyList<string> Bases,
    Action<string> PrepareGroup,
    Func<string, SandboxLimits, int, ICgroupSlot> MakeSlot)
{
    private const string Enabled = "+memory +pids +cpu";

    /// <summary>The three hierarchies of version 1, or else the one of version 2; null where there are
    /// neither.</summary>
    public static CgroupPlace? Find()
    {
        var bases = CgroupSlots.Controllers.Select(CgroupBase.Find).OfType<string>().ToList();
        return bases.Count == CgroupSlots.Controllers.Count
            ? new CgroupPlace(
                bases,
                _ => { },
                (name, limits, ownProcesses) => new CgroupSlot(bases, name, limits, ownProcesses))
            : CgroupBase.FindUnified() is { } unified ? Unified(unified) : null;
    }

    /// <summary>Version 2, below that folder.</summary>
    internal static CgroupPlace Unified(string folder) => new(
        [folder],
        group =>
        {
            CgroupFolder.Write(folder, "cgroup.subtree_control", Enabled);
            var made = Directory.CreateDirectory(Path.Join(folder, group)).FullName;
            CgroupFolder.Write(made, "cgroup.subtree_control", Enabled);
        },
        (name, limits, ownProcesses) => new UnifiedSlot(Path.Join(folder, name), limits, ownProcesses));
}
