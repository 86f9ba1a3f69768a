using System.Buffers.Text;
using System.Text;

namespace Eval.Systems.Sandboxes;

/// <summary>Small files of /proc, by three plain calls: those that each stream needs at its end.</summary>
internal static unsafe class KernelFile
{
    private const int PathBytes = 64;
    private const int ChildrenBytes = 512;

    /// <summary>The file's first bytes; none where it is gone.</summary>
    public static int Read(string path, Span<byte> into)
    {
        byte* name = stackalloc byte[PathBytes];
        name[Encoding.ASCII.GetBytes(path, new Span<byte>(name, PathBytes - 1))] = 0;
        var descriptor = LibC.open(name, LibC.CloseOnExec);
        if (descriptor < 0)
        {
            return 0;
        }

        fixed (byte* buffer = into)
        {
            var count = LibC.read(descriptor, buffer, (nuint)into.Length);
            _ = LibC.close(descriptor);
            return (int)Math.Max(0, count);
        }
    }

    /// <summary>What a process's main thread has started and not reaped. Listing all of its threads costs more than its
    /// start, most of it in the kernel when the process is reaped.</summary>
    public static IReadOnlyList<int> ChildrenOfMain(int processId)
    {
        Span<byte> text = stackalloc byte[ChildrenBytes];
        ReadOnlySpan<byte> rest = text[..Read($"/proc/{processId}/task/{processId}/children", text)];
        List<int>? children = null;
        while (Utf8Parser.TryParse(rest, out int child, out var length))
        {
            (children ??= []).Add(child);
            rest = rest[length..].TrimStart((byte)' ');
        }

        return children ?? (IReadOnlyList<int>)[];
    }
}
