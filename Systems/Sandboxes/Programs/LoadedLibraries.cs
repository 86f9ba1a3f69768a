using System.ComponentModel;
using System.Diagnostics;

namespace Eval.Systems.Sandboxes.Programs;

/// <summary>The files that a dynamic executable is loaded with, told by its own loader as ldd(1) asks it.</summary>
internal static class LoadedLibraries
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>The loader and the libraries; none for a file that loads nothing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="usualLoader">Asked about a shared library, which names no loader itself; null: nobody.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="SandboxException">The loader cannot tell.</exception>
    public static async Task<IReadOnlyList<string>> OfAsync(
        string path, string? usualLoader, CancellationToken cancellation)
    {
        var isLibrary = Path.GetFileName(path).Contains(".so", StringComparison.Ordinal);
        if ((ElfFile.Interpreter(path) ?? (isLibrary ? usualLoader : null)) is not { } loader)
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
            // A library may be optional, and lack what it needs, where an executable may not.
            return process.ExitCode == 0 || isLibrary
                ? [.. lines.Select(PathIn).OfType<string>().Append(loader).Distinct()]
                : throw new SandboxException($"{path} cannot be loaded: {await errors.ConfigureAwait(false)}");
        }
        catch (Win32Exception failure)
        {
            throw new SandboxException($"{path} needs {loader}, which cannot be run: {failure.Message}", failure);
        }
    }

    /// <summary>Lines are <c>name => /path (address)</c> or <c>/path (address)</c>; the kernel's own has no
    /// path.</summary>
    private static string? PathIn(string line)
    {
        var words = line.Trim().Split(' ');
        var arrow = Array.IndexOf(words, "=>");
        var candidate = arrow >= 0 && arrow + 1 < words.Length ? words[arrow + 1] : words[0];
        return candidate.StartsWith('/') ? candidate : null;
    }
}
