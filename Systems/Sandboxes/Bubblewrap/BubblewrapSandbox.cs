using System.Collections.Concurrent;
using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Eval.Systems.Sandboxes.Programs;
using Microsoft.Win32.SafeHandles;

namespace Eval.Systems.Sandboxes.Bubblewrap;

/// <summary>
/// Isolation by bubblewrap: namespaces of its own, an unprivileged user without capabilities, a read-only root that
/// holds the program alone, a system-call filter, and the limits of a cgroup. The program is process 1 of its box.
/// bwrap never gives new privileges, so that protection cannot be switched off. A box dies with the thread that started
/// it.
/// </summary>
public sealed class BubblewrapSandbox(SandboxSettings settings) : ISandbox
{
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<ProgramStamp, string[]> _files = new();
    private readonly ReachableFile _reachable = new();
    private IReadOnlyList<SandboxFile> _extraFiles = [];
    private SafeFileHandle? _userNamespace;
    private CgroupSlots? _slots;
    private string? _bubblewrap;

    /// <inheritdoc />
    public bool InheritsDescriptors => true;

    /// <inheritdoc />
    public IReadOnlyList<string> Relaxed =>
        [.. settings.Hardening.Relaxed.Where(word => word != SandboxHardening.NoNewPrivilegesWord)];

    /// <inheritdoc />
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        _bubblewrap = ProgramPath.Find("bwrap")
            ?? throw new SandboxException("bubblewrap is missing: apt-get install bubblewrap");
        OrphanProcesses.Kill(settings.Owner);
        if (settings.Hardening.Limits)
        {
            _slots ??= await CgroupSlots.OpenAsync(settings, ownProcesses: 1, cancellation).ConfigureAwait(false);
        }

        if (settings.Hardening.User && Environment.IsPrivilegedProcess)
        {
            _userNamespace ??= await NobodyNamespace.OpenAsync(_bubblewrap, cancellation).ConfigureAwait(false);
        }

        _extraFiles = await WithLibrariesAsync(cancellation).ConfigureAwait(false);
        await ProbeAsync(cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public ISandboxedInstance Start(SandboxCommand command)
    {
        var bubblewrap = _bubblewrap ?? throw new SandboxException("this sandbox has not been prepared");
        try
        {
            using var arguments = new Pipe();
            using var filter = new Pipe();
            filter.WriteAll(SystemCallFilter.Program);
            var first = SandboxCommand.FirstDescriptor + command.InheritedDescriptors.Count;
            var words = Words(command, first + 1, _userNamespace is null ? null : first + 2);
            var source = first.ToString(CultureInfo.InvariantCulture);
            return BoxStart.Start(
                new SandboxCommand(
                    bubblewrap,
                    ["--args", source, "--", command.Executable, .. command.Arguments],
                    new Dictionary<string, string>(BoxLabels.Variables(settings.Owner, command.InstanceId)))
                {
                    InheritedDescriptors =
                    [
                        .. command.InheritedDescriptors, arguments.ReadEnd, filter.ReadEnd, .. NamespaceDescriptor(),
                    ],
                },
                _slots,
                isMonitored: true,
                process => Release(process, arguments, words));
        }
        catch (Win32Exception failure)
        {
            throw new SandboxException($"cannot start {command.Executable}: {failure.Message}", failure);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_slots is not null)
        {
            await _slots.CloseAsync().ConfigureAwait(false);
        }

        _userNamespace?.Dispose();
        _reachable.Dispose();
    }

    /// <summary>The extra files, and what each that is a dynamic executable loads.</summary>
    private async Task<IReadOnlyList<SandboxFile>> WithLibrariesAsync(CancellationToken cancellation)
    {
        var files = new Dictionary<string, SandboxFile>();
        foreach (var file in settings.ExtraFiles)
        {
            files[file.PathInside] = file;
            var loader = ElfFile.Interpreter(file.Path);
            var libraries = await LoadedLibraries.OfAsync(file.Path, loader, cancellation).ConfigureAwait(false);
            foreach (var library in libraries)
            {
                files[library] = new SandboxFile(library, library);
            }
        }

        return [.. files.Values];
    }

    private IEnumerable<string> Words(SandboxCommand command, int filter, int? userNamespace) =>
    [
        .. BubblewrapArguments.Protections(settings, filter, userNamespace),
        .. _files.GetOrAdd(
            ProgramStamp.Of(command.Executable),
            _ => [.. BubblewrapArguments.Files(
                settings with { ExtraFiles = _extraFiles }, ProgramFiles.Of(command), _reachable.Of)]),
        .. BubblewrapArguments.Variables(command.Environment),
    ];

    private int[] NamespaceDescriptor() =>
        _userNamespace is null ? [] : [(int)_userNamespace.DangerousGetHandle()];

    /// <summary>bwrap waits for its arguments, and so has its limit on descriptors before it does anything.</summary>
    private unsafe void Release(int process, Pipe arguments, IEnumerable<string> words)
    {
        var limit = stackalloc ulong[2] { (ulong)settings.Limits.Files, (ulong)settings.Limits.Files };
        if (settings.Hardening.Limits && LibC.prlimit(process, LibC.OpenFiles, limit, null) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), "cannot limit the box's descriptors");
        }

        arguments.WriteAll(Encoding.UTF8.GetBytes(string.Concat(words.Select(word => word + '\0'))));
    }

    /// <summary>A kernel may forbid what bwrap needs, which shows only when it is tried.</summary>
    private async Task ProbeAsync(CancellationToken cancellation)
    {
        var probe = Start(new SandboxCommand("/bin/true", [], new Dictionary<string, string>()));
        var exit = await probe.Exited.WaitAsync(ProbeLimit, cancellation).ConfigureAwait(false);
        if (exit.ExitCode != 0)
        {
            throw new SandboxException($"bubblewrap does not work here: {exit.Describe()}");
        }
    }
}
