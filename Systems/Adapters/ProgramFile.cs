using System.Diagnostics;

namespace Eval.Systems.Adapters;

/// <summary>Programs of this machine.</summary>
internal static class ProgramFile
{
    private static readonly TimeSpan VersionLimit = TimeSpan.FromSeconds(10);

    /// <summary>The file that the name leads to on the PATH, or the path itself; null where there is none.</summary>
    public static string? Find(string nameOrPath)
    {
        string[] places = nameOrPath.Contains('/')
            ? [Path.GetFullPath(nameOrPath)]
            :
            [
                .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
                    .Select(folder => Path.Combine(folder, nameOrPath)),
            ];
        return places.FirstOrDefault(IsProgram) is { } found ? Resolve(found) : null;
    }

    /// <summary>The file behind links, which is what the kernel says that a process runs.</summary>
    public static string Resolve(string path) =>
        File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    /// <summary>What it says to <c>--version</c>.</summary>
    public static async Task<string> VersionAsync(string program, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(VersionLimit);
        using var process = Process.Start(
            new ProcessStartInfo(program, ["--version"]) { RedirectStandardOutput = true })!;
        try
        {
            var said = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return said.Trim();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            process.Kill();
            return "unknown";
        }
    }

    private static bool IsProgram(string path)
    {
        const UnixFileMode executable =
            UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(path) && OperatingSystem.IsLinux() && (File.GetUnixFileMode(path) & executable) != 0;
    }
}
