using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Eval.Systems.Sandboxes;

/// <summary>A way for bytes to or from a child, which inherits one of its ends.</summary>
internal sealed unsafe class Pipe : IDisposable
{
    /// <exception cref="Win32Exception">There are no descriptors left.</exception>
    public Pipe()
    {
        int* ends = stackalloc int[2];
        if (LibC.pipe2(ends, LibC.CloseOnExec) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        ReadEnd = ends[0];
        WriteEnd = ends[1];
    }

    /// <summary>Usually the child's end; −1 once closed.</summary>
    public int ReadEnd { get; private set; }

    /// <summary>Usually ours; −1 once closed.</summary>
    public int WriteEnd { get; private set; }

    /// <summary>Takes the read end over and closes the write end, of which the child has a copy.</summary>
    public FileStream Reader()
    {
        WriteEnd = Close(WriteEnd);
        var handle = new SafeFileHandle(ReadEnd, ownsHandle: true);
        ReadEnd = -1;
        return new FileStream(handle, FileAccess.Read, bufferSize: 0);
    }

    /// <summary>Writes everything and the end after it. Up to 64 KiB wait in the pipe for a child that is not there yet.
    /// </summary>
    /// <exception cref="Win32Exception">Nobody reads any more.</exception>
    public void WriteAll(ReadOnlySpan<byte> content)
    {
        fixed (byte* start = content)
        {
            for (nint done = 0; done < content.Length;)
            {
                var count = LibC.write(WriteEnd, start + done, (nuint)(content.Length - done));
                if (count < 0)
                {
                    throw new Win32Exception(Marshal.GetLastPInvokeError());
                }

                done += count;
            }
        }

        WriteEnd = Close(WriteEnd);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        WriteEnd = Close(WriteEnd);
        ReadEnd = Close(ReadEnd);
    }

    private static int Close(int descriptor)
    {
        if (descriptor >= 0)
        {
            _ = LibC.close(descriptor);
        }

        return -1;
    }
}
