namespace Eval.Systems.Sandboxes;

/// <summary>The protections of a box, all on by default from bubblewrap up; false switches one off, which shows in each
/// row.</summary>
public sealed record SandboxHardening
{
    internal const string NoNewPrivilegesWord = "no-new-privileges";

    /// <summary>An unprivileged user and group.</summary>
    public bool User { get; init; } = true;

    /// <summary>No capability in any set.</summary>
    public bool Capabilities { get; init; } = true;

    /// <summary>no_new_privs.</summary>
    public bool NoNewPrivileges { get; init; } = true;

    /// <summary>A root that cannot be written; a sized tmpfs at /tmp.</summary>
    public bool ReadOnlyRoot { get; init; } = true;

    /// <summary>No network but an own loopback.</summary>
    public bool NoNetwork { get; init; } = true;

    /// <summary>A system-call filter.</summary>
    public bool Seccomp { get; init; } = true;

    /// <summary>The limits of <see cref="SandboxLimits"/> are enforced.</summary>
    public bool Limits { get; init; } = true;

    /// <summary>The protections that are off, in the words of a row's relaxed column.</summary>
    public IReadOnlyList<string> Relaxed =>
    [
        .. new (bool IsOn, string Word)[]
        {
            (User, "user"),
            (Capabilities, "capabilities"),
            (NoNewPrivileges, NoNewPrivilegesWord),
            (ReadOnlyRoot, "read-only root"),
            (NoNetwork, "no network"),
            (Seccomp, "seccomp"),
            (Limits, "limits"),
        }.Where(protection => !protection.IsOn).Select(protection => protection.Word),
    ];
}
