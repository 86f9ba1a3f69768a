using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk.Hosting;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Deploying;

namespace Eval.Systems.StreamFunctions.Instances;

/// <summary>
/// Instances in boxes that inherit nothing, as containers do: each gets a folder with a listening socket, and connects
/// to it once it runs. The first bytes have to wait for that. The sandbox opens that folder to its box's user, and so
/// to everybody: it is in one that only this user may enter, or any other could connect first.
/// </summary>
internal sealed class CalledBackInstances(ISandbox sandbox, InstanceEnvironment environment, string owner)
    : IInstanceSource, IHandingInstances
{
    private const string SharedName = "box";
    private const string SocketName = "instance.sock";

    /// <inheritdoc />
    public InstanceLease Acquire(
        FunctionDeployment deployment, FunctionStage stage, string instanceId, ReadOnlySpan<byte> first) =>
        Start(stage, instanceId);

    /// <inheritdoc />
    public InstanceLease Hand(
        FunctionStage stage, string instanceId, ReadOnlySpan<byte> first, StreamSocket producer) =>
        Start(stage, instanceId);

    /// <summary>Starts one; its lease has no channel yet.</summary>
    /// <exception cref="SandboxException">No start could be issued.</exception>
    public InstanceLease Start(FunctionStage stage, string instanceId)
    {
        var folder = Directory.CreateTempSubdirectory($"{owner}-").FullName;
        var belongings = new MeetingPoint(folder);
        try
        {
            var shared = Directory.CreateDirectory(Path.Combine(folder, SharedName)).FullName;
            belongings.Listener = UnixSocket.Listen(Path.Combine(shared, SocketName), backlog: 1);
            var variables = environment.With(
                HostVariable.Socket, $"{SandboxCommand.SharedFolderInside}/{SocketName}");
            var instance = sandbox.Start(new SandboxCommand(stage.Executable, stage.Arguments, variables)
            {
                SharedFolder = shared,
                InstanceId = instanceId,
            });
            return new InstanceLease(instanceId, stage.Executable, WasParked: false, instance)
            {
                Listener = belongings.Listener,
                Belongings = belongings,
            };
        }
        catch
        {
            belongings.Dispose();
            throw;
        }
    }

    /// <summary>The folder of our own, and the listener in that which is shared.</summary>
    private sealed class MeetingPoint(string folder) : IDisposable
    {
        public int Listener { get; set; } = -1;

        public void Dispose()
        {
            if (Listener >= 0)
            {
                UnixSocket.Close(Listener);
                Listener = -1;
            }

            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // Deleted already, or what its container left there is not ours to delete: no reason to lose a report.
            }
        }
    }
}
