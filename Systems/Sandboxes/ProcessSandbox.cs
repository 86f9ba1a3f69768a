namespace Eval.Systems.Sandboxes;

/// <summary>
/// Isolation by process: a wiped environment, a session of its own, default signals, no descriptor but those given, and
/// the limits of a cgroup where one can be made. It claims no isolation.
/// </summary>
/// <param name="settings">Labels and limits; null: neither.</param>
public sealed class ProcessSandbox(SandboxSettings? settings = null) : ISandbox
{
    private CgroupSlots? _slots;

    /// <inheritdoc />
    public bool InheritsDescriptors => true;

    /// <inheritdoc />
    public IReadOnlyList<string> Relaxed => _slots is null ? ["no isolation", "limits"] : ["no isolation"];

    /// <inheritdoc />
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        if (settings is null)
        {
            return;
        }

        OrphanProcesses.Kill(settings.Owner);
        if (settings.Hardening.Limits)
        {
            try
            {
                _slots = await CgroupSlots.OpenAsync(settings, ownProcesses: 0, cancellation).ConfigureAwait(false);
            }
            catch (SandboxException)
            {
                // This rung also works without root and without cgroups; that it has no limits shows in Relaxed.
            }
        }
    }

    /// <summary>Starts the program; when the call returns, the child exists and runs it.</summary>
    /// <exception cref="SandboxException">It could not be started; the message names the program.</exception>
    public ISandboxedInstance Start(SandboxCommand command) => BoxStart.Start(Labelled(command), _slots);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_slots is not null)
        {
            await _slots.CloseAsync().ConfigureAwait(false);
        }
    }

    private SandboxCommand Labelled(SandboxCommand command) => settings is null
        ? command
        : command with
        {
            Environment = new Dictionary<string, string>(
                command.Environment.Concat(BoxLabels.Variables(settings.Owner, command.InstanceId))),
        };
}
