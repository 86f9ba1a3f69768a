using System.Globalization;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;

namespace Eval.Systems.Faas;

/// <summary>Starts the function host as a process, listening on a Unix socket in the workspace.</summary>
internal sealed class ProcessHostLauncher(GatewayOptions options) : IFunctionHostLauncher
{
    private static readonly ProcessSandbox Sandbox = new();
    private int _started;

    /// <inheritdoc />
    public IFunctionInstance Start()
    {
        var instanceId = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{++_started}");
        var socket = Path.Combine(options.Workspace, $"f{instanceId}.sock");
        var (ours, theirs) = SocketPair.Create();
        try
        {
            var process = Sandbox.Start(CommandFor(socket, (int)theirs.DangerousGetHandle()));
            return new ProcessInstance(instanceId, options.Host, socket, process, ours);
        }
        catch (SandboxException failure)
        {
            ours.Dispose();
            throw new IOException(failure.Message, failure);
        }
        finally
        {
            theirs.Dispose();
        }
    }

    private SandboxCommand CommandFor(string socket, int lifeline)
    {
        string[] arguments =
        [
            "--socket", socket,
            "--lifeline", SandboxCommand.FirstDescriptor.ToString(CultureInfo.InvariantCulture),
            "--function", options.Function,
            "--max-body", options.MaxBodyBytes.ToString(CultureInfo.InvariantCulture),
            .. options.Parameters.SelectMany(parameter => (string[])["--parameter", parameter]),
        ];

        return new SandboxCommand(options.Host, arguments, HostEnvironment.Variables)
        {
            InheritedDescriptors = [lifeline],
        };
    }
}
