using System.Globalization;
using Eval.Systems.Sandboxes;

namespace Eval.Systems.Faas;

/// <summary>Starts the function host in a sandbox, reached over a Unix socket in the workspace.</summary>
internal sealed class HostLauncher(GatewayOptions options, ISandbox sandbox) : IFunctionHostLauncher
{
    private int _started;

    /// <inheritdoc />
    public IFunctionInstance Start()
    {
        var instanceId = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{++_started}");
        var path = Path.Combine(options.Workspace, $"f{instanceId}");
        IHostDoor door = sandbox.InheritsDescriptors ? new InheritedDoor($"{path}.sock") : new FolderDoor(path);
        return new HostInstance(
            instanceId, options.Host, door, () => sandbox.Start(CommandFor(door, instanceId)));
    }

    /// <summary>The host without a door: what an image can be made of ahead.</summary>
    public static SandboxCommand Program(GatewayOptions options) => new(
        options.Host,
        [
            "--function", options.Function,
            "--max-body", options.MaxBodyBytes.ToString(CultureInfo.InvariantCulture),
            .. options.Parameters.SelectMany(parameter => (string[])["--parameter", parameter]),
        ],
        HostOrders.Variables(options));

    private SandboxCommand CommandFor(IHostDoor door, string instanceId)
    {
        var program = Program(options);
        return program with
        {
            Arguments = [.. door.Arguments, .. program.Arguments],
            InheritedDescriptors = door.Inherited,
            SharedFolder = door.SharedFolder,
            InstanceId = instanceId,
        };
    }
}
