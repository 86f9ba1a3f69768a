using System.Globalization;
using Eval.Systems.Sandboxes.Programs;

namespace Eval.Systems.Sandboxes.Bubblewrap;

/// <summary>Says in bwrap's words what a box is made of.</summary>
internal static class BubblewrapArguments
{
    /// <summary>The unprivileged user and group of a box.</summary>
    public const string Nobody = "65534";

    private static readonly string[] Devices = ["/dev/null", "/dev/zero", "/dev/random", "/dev/urandom"];

    /// <summary>Namespaces, privileges and the end of the box.</summary>
    /// <param name="settings">Which protections are on.</param>
    /// <param name="filter">The descriptor of the system-call filter.</param>
    /// <param name="userNamespace">The descriptor of a user namespace to enter; null: make one.</param>
    public static IEnumerable<string> Protections(SandboxSettings settings, int filter, int? userNamespace)
    {
        var hardening = settings.Hardening;
        return
        [
            .. UserNamespace(userNamespace),
            .. If(hardening.User, "--uid", Nobody, "--gid", Nobody),
            "--unshare-pid", "--as-pid-1", "--unshare-ipc", "--unshare-uts", "--hostname", "eval",
            "--unshare-cgroup-try",
            .. If(hardening.NoNetwork, "--unshare-net"),
            .. hardening.Capabilities ? ["--cap-drop", "ALL"] : (string[])["--cap-add", "ALL"],
            .. If(hardening.Seccomp, "--seccomp", Text(filter)),
            "--die-with-parent", "--new-session",
        ];
    }

    /// <summary>The tree of files: the program, the system's libraries where it needs them, /proc, four devices and a
    /// temporary folder of a given size, made before a program that itself stands in one.</summary>
    public static IEnumerable<string> Files(
        SandboxSettings settings, ProgramFiles program, Func<string, string> reach) =>
    [
        .. If(program.NeedsSystem, [.. SystemFolders.All.SelectMany(SystemFolder)]),
        "--proc", "/proc",
        "--perms", "0755", "--dir", "/dev",
        .. Devices.SelectMany(device => (string[])["--dev-bind", device, device]),
        "--symlink", "/proc/self/fd", "/dev/fd",
        "--perms", "1777", "--size", Text(settings.Limits.TemporaryBytes), "--tmpfs", "/tmp",
        .. program.Paths.Where(path => !program.NeedsSystem || !SystemFolders.Hold(path)).SelectMany(path => (string[])["--ro-bind", reach(path), path]),
        .. settings.ExtraFiles.Where(file => !IsThere(file, program))
            .SelectMany(file => (string[])["--ro-bind", reach(file.Path), file.PathInside]),
        .. If(settings.Hardening.ReadOnlyRoot, "--remount-ro", "/"),
        "--chdir", "/",
    ];

    /// <summary>The program's environment, which is not bwrap's own.</summary>
    public static IEnumerable<string> Variables(IReadOnlyDictionary<string, string> environment) =>
        environment.SelectMany(pair => (string[])["--setenv", pair.Key, pair.Value]);

    /// <summary>Many systems have /lib and its like as links into /usr.</summary>
    private static string[] SystemFolder(string folder) => new DirectoryInfo(folder).LinkTarget is { } target
        ? ["--symlink", target, folder]
        : ["--ro-bind", folder, folder];

    /// <summary>bwrap would leave the namespace's descriptor open in the box; a descriptor to block on is closed once
    /// it has been read, and reading this one fails at once.</summary>
    private static string[] UserNamespace(int? descriptor) => descriptor is { } given
        ? ["--userns", Text(given), "--block-fd", Text(given)]
        : ["--unshare-user"];

    /// <summary>A box with the system's folders has what is in them at the same path.</summary>
    private static bool IsThere(SandboxFile file, ProgramFiles program) =>
        program.NeedsSystem && file.PathInside == file.Path && SystemFolders.Hold(file.Path);

    private static string[] If(bool condition, params string[] words) => condition ? words : [];

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
