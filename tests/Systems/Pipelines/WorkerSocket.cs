using System.Globalization;

namespace Eval.Tests.Systems.Pipelines;

/// <summary>The kernel's account of who owns a TCP socket, from /proc: independent of what broker and worker
/// say.</summary>
internal static class WorkerSocket
{
    /// <summary>Local endpoints, such as 127.0.0.1:40000, of that process's IPv4 sockets to that remote port. Its own
    /// descriptors decide, since /proc/PID/net/tcp lists all sockets of the network namespace.</summary>
    public static IReadOnlyList<string> EndpointsTo(int remotePort, int processId)
    {
        var inodes = Directory.GetFileSystemEntries($"/proc/{processId}/fd")
            .Select(descriptor => new FileInfo(descriptor).LinkTarget ?? "")
            .Where(target => target.StartsWith("socket:[", StringComparison.Ordinal))
            .Select(target => target["socket:[".Length..^1])
            .ToHashSet();
        var endpoints =
            from table in new[] { "tcp", "tcp6" }
            from line in File.ReadLines($"/proc/{processId}/net/{table}").Skip(1)
            let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            where inodes.Contains(fields[9]) && PortOf(fields[2]) == remotePort
            select $"127.0.0.1:{PortOf(fields[1])}";
        return [.. endpoints];
    }

    private static int PortOf(string endpoint) =>
        int.Parse(endpoint.Split(':')[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
