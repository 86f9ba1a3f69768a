using System.Buffers.Text;

namespace Eval.Systems.Sandboxes;

/// <summary>The largest resident set of a process that still runs.</summary>
internal static class PeakMemory
{
    private const int StatusBytes = 4096;

    /// <summary>That of the process and of what its main thread has started, such as a broker beside a function, bytes:
    /// their peaks added, which may have been at different times.</summary>
    public static long? OfFamily(int processId) => Of(processId) is { } own
        ? own + KernelFile.ChildrenOfMain(processId).Sum(child => Of(child) ?? 0)
        : null;

    /// <summary>Bytes; null where the process has ended. wait4(2) cannot tell afterwards: a spawned child inherits its
    /// parent's maximum.</summary>
    public static long? Of(int processId)
    {
        Span<byte> text = stackalloc byte[StatusBytes];
        ReadOnlySpan<byte> status = text[..KernelFile.Read($"/proc/{processId}/status", text)];
        var label = "VmHWM:"u8;
        var start = status.IndexOf(label);
        return start >= 0
            && Utf8Parser.TryParse(status[(start + label.Length)..].TrimStart(" \t"u8), out long kibibytes, out _)
            ? 1024 * kibibytes
            : null;
    }
}
