using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Win32.SafeHandles;

namespace Eval.Systems.Sandboxes.Bubblewrap;

/// <summary>
/// A user namespace, made once, that holds nobody but the host's own user 65534. bwrap started by root would map that
/// number to root itself, which owns files and settings of the kernel even without a capability.
/// </summary>
internal static partial class NobodyNamespace
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Opens a new one; it lives as long as the handle, or a box in it.</summary>
    /// <exception cref="SandboxException">bwrap cannot make one here.</exception>
    public static async Task<SafeFileHandle> OpenAsync(string bubblewrap, CancellationToken cancellation)
    {
        using var block = new Pipe();
        using var info = new Pipe();
        const int First = SandboxCommand.FirstDescriptor;
        var holder = BoxStart.Start(
            new SandboxCommand(
                bubblewrap,
                [
                    "--unshare-user", "--userns-block-fd", Text(First), "--info-fd", Text(First + 1),
                    "--ro-bind", "/", "/", "--", "/bin/true",
                ],
                new Dictionary<string, string>())
            {
                InheritedDescriptors = [block.ReadEnd, info.WriteEnd],
            },
            slots: null);
        try
        {
            return Open(await ChildAsync(info, cancellation).ConfigureAwait(false));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SandboxException($"no user namespace for the boxes: {failure.Message}", failure);
        }
        finally
        {
            holder.Kill();
            await holder.Exited.WaitAsync(Limit, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static SafeFileHandle Open(string child)
    {
        var map = $"{BubblewrapArguments.Nobody} {BubblewrapArguments.Nobody} 1\n";
        File.WriteAllText($"/proc/{child}/uid_map", map);
        File.WriteAllText($"/proc/{child}/gid_map", map);
        return File.OpenHandle($"/proc/{child}/ns/user");
    }

    /// <summary>bwrap tells the number of its child, which has unshared and waits for its map.</summary>
    private static async Task<string> ChildAsync(Pipe info, CancellationToken cancellation)
    {
        using var reader = info.Reader();
        var buffer = new byte[4096];
        var count = await reader.ReadAtLeastAsync(buffer, 1, throwOnEndOfStream: false, cancellation)
            .AsTask().WaitAsync(Limit, cancellation).ConfigureAwait(false);
        var match = ChildNumber().Match(Encoding.UTF8.GetString(buffer, 0, count));
        return match.Success
            ? match.Groups[1].Value
            : throw new IOException("bwrap ended before it told of its child");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("\"child-pid\": *([0-9]+)")]
    private static partial Regex ChildNumber();
}
