using Docker.DotNet.Models;

namespace Eval.Systems.Sandboxes.Containers;

/// <summary>Says in the Docker engine's words what a container is made of.</summary>
internal static class ContainerParameters
{
    public const string OwnerLabel = "eval.owner";
    public const string ControlLabel = "eval.control";
    public const string InstanceLabel = "eval.instance";

    private const string Nobody = "65534:65534";

    public static CreateContainerParameters Of(ContainerRequest request)
    {
        var (command, hardening) = (request.Command, request.Settings.Hardening);
        return new CreateContainerParameters
        {
            Name = request.Name,
            Image = request.Image,
            Cmd = [ImageArchive.PathInside(command.Executable, command.Executable), .. command.Arguments],
            Env = [.. command.Environment.Select(pair => $"{pair.Key}={pair.Value}")],
            User = hardening.User ? Nobody : null,
            Hostname = "eval",
            WorkingDir = "/",
            Labels = new Dictionary<string, string>
            {
                [OwnerLabel] = request.Settings.Owner,
                [InstanceLabel] = command.InstanceId,
                [ControlLabel] = ControlIdentity.Current,
            },
            HostConfig = Host(request),
        };
    }

    private static HostConfig Host(ContainerRequest request)
    {
        var (hardening, limits) = (request.Settings.Hardening, request.Settings.Limits);
        var host = new HostConfig
        {
            CapDrop = hardening.Capabilities ? ["ALL"] : null,
            SecurityOpt =
            [
                .. hardening.NoNewPrivileges ? ["no-new-privileges"] : (string[])[],
                .. hardening.Seccomp ? [] : (string[])["seccomp=unconfined"],
            ],
            ReadonlyRootfs = hardening.ReadOnlyRoot,
            NetworkMode = hardening.NoNetwork ? "none" : "default",
            Tmpfs = new Dictionary<string, string>
            {
                ["/tmp"] = $"rw,nosuid,nodev,size={limits.TemporaryBytes},mode=1777",
            },
            ShmSize = limits.TemporaryBytes,
            Mounts = request.Command.SharedFolder is { } folder
                ? [new Mount { Type = "bind", Source = folder, Target = SandboxCommand.SharedFolderInside }]
                : null,

            // What a function prints is bounded: the engine keeps two files of this size and drops what is older.
            LogConfig = new LogConfig
            {
                Type = "json-file",
                Config = new Dictionary<string, string> { ["max-size"] = "64k", ["max-file"] = "2" },
            },
        };
        if (hardening.Limits)
        {
            host.Memory = limits.MemoryBytes;
            host.MemorySwap = limits.MemoryBytes;
            host.NanoCPUs = (long)(limits.Cpus * 1e9);
            host.PidsLimit = limits.Processes;
            host.Ulimits = [new Ulimit { Name = "nofile", Soft = limits.Files, Hard = limits.Files }];
        }

        return host;
    }
}
