using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Deploying;

namespace Eval.Systems.StreamFunctions.Buffering;

/// <summary>The program that a buffer inside the instance needs there.</summary>
internal static class NatsServerFile
{
    /// <summary>Where the host inside looks (Systems/BufferedInstanceHost).</summary>
    private const string Inside = "/usr/sbin/nats-server";

    private static readonly string[] Places = [Inside, "/usr/bin/nats-server", "/usr/local/bin/nats-server"];

    /// <summary>What its boxes hold beside the function; nothing where no instance has a NATS server of its own.
    /// </summary>
    /// <exception cref="ArgumentException">It is needed and missing; the message says what to install.</exception>
    public static IReadOnlyList<SandboxFile> Of(FunctionDeployment deployment)
    {
        if (deployment.Buffer is not { At: BufferPlace.Instance, Kind: BufferKind.Nats })
        {
            return [];
        }

        var program = Array.Find(Places, File.Exists)
            ?? throw new ArgumentException("nats-server is missing: apt-get install nats-server");
        return [new SandboxFile(program, Inside)];
    }
}
