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
            .. options.State == "none" ? (string[])[] : ["--state", options.State, "--store", options.Store],
            .. options.Parameters.SelectMany(parameter => (string[])["--parameter", parameter]),
        ],
        EnvironmentOf(options));

    /// <summary>What a host will not do to itself here, in the words of a row's relaxed column.</summary>
    public static IEnumerable<string> Relaxed(GatewayOptions options) =>
        SelfProtection.Relaxed(options.Box.Isolation, options.Host, options.Box.Settings.Hardening);

    /// <summary>The whole environment of a host.</summary>
    private static Dictionary<string, string> EnvironmentOf(GatewayOptions options) => new(
        HostEnvironment.Variables.Concat(SelfProtection.Orders(
            options.Box.Isolation, options.Host, options.Box.Settings.Limits, options.Box.Settings.Hardening)));

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
