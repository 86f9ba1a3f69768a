using System.ComponentModel;
using System.Diagnostics;

namespace Eval.Systems.Sandboxes.Programs;

/// <summary>The files that a dynamic executable is loaded with, told by its own loader as ldd(1) asks it.</summary>
internal static class LoadedLibraries
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>The loader and the libraries; none for a file that is no dynamic executable.</summary>
    /// <exception cref="SandboxException">The loader cannot tell.</exception>
    public static async Task<IReadOnlyList<string>> OfAsync(string path, CancellationToken cancellation)
    {
        if (ElfFile.Interpreter(path) is not { } loader)
        {
            return [];
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(loader, ["--list", path])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var lines = (await process.StandardOutput.ReadToEndAsync(limit.Token).ConfigureAwait(false)).Split('\n');
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return process.ExitCode == 0
                ? [.. lines.Select(PathIn).OfType<string>().Append(loader).Distinct()]
                : throw new SandboxException($"{path} cannot be loaded: {await errors.ConfigureAwait(false)}");
        }
        catch (Win32Exception failure)
        {
            throw new SandboxException($"{path} needs {loader}, which cannot be run: {failure.Message}", failure);
        }
    }

    /// <summary>Lines are <c>name => /path (address)</c> or <c>/path (address)</c>; the kernel's own has no path.</summary>
    private static string? PathIn(string line)
    {
        var words = line.Trim().Split(' ');
        var arrow = Array.IndexOf(words, "=>");
        var candidate = arrow >= 0 && arrow + 1 < words.Length ? words[arrow + 1] : words[0];
        return candidate.StartsWith('/') ? candidate : null;
    }
}
