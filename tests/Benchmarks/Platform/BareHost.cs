using System.Globalization;
using Eval.Systems.Faas;
using Eval.Systems.Sandboxes;
using Eval.Tests.Benchmarks.Rigs;

namespace Eval.Tests.Benchmarks.Platform;

/// <summary>The platform's own function host with nothing in front of it: spawned from the measuring thread, without
/// limits, and connected to at once, since its socket listens before it runs.</summary>
internal sealed class BareHost : IDisposable
{
    private static readonly ProcessSandbox Sandbox = new();
    private static int _last;

    private readonly InheritedDoor _door;
    private readonly ISandboxedInstance _box;

    /// <summary>Issues the start.</summary>
    public BareHost(string executable, Workspace workspace)
    {
        _door = new InheritedDoor(workspace.PathOf(string.Create(CultureInfo.InvariantCulture, $"b{++_last}")));
        _box = Sandbox.Start(new SandboxCommand(
            executable,
            [.. _door.Arguments, "--function", "grayscale", "--max-body", "16777216"],
            HostEnvironment.Variables)
        {
            InheritedDescriptors = _door.Inherited,
        });
        _door.HandedOver();
        Connection = RawHttp.Connect(_door.Socket);
    }

    /// <summary>Where it listens.</summary>
    public string Socket => _door.Socket;

    /// <summary>Open from the beginning.</summary>
    public RawHttp Connection { get; }

    public void Dispose()
    {
        Connection.Dispose();
        _box.Kill();
        _box.Exited.Wait();
        _door.Dispose();
    }
}
