using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace Eval.Systems.Sandboxes;

/// <summary>The end of a child's error output: a pipe that is always drained, so that the child never waits on it, of
/// which the last 4 KiB are kept.</summary>
internal sealed unsafe class ErrorTail : IDisposable
{
    private const int Limit = 4096;

    // 64 KiB, as many as a pipe holds: whatever a child wrote that has ended is taken by one call.
    private const int MostReads = 16;

    private readonly byte[] _kept = new byte[Limit];
    private int _length;

    private ErrorTail(int readEnd, int writeEnd)
    {
        ReadEnd = readEnd;
        WriteEnd = writeEnd;
    }

    /// <summary>Ours, non-blocking.</summary>
    public int ReadEnd { get; private set; }

    /// <summary>The epoll(7) that watches our end, −1: none. Closing alone would not end that while a child that is
    /// just being spawned still holds a copy of the descriptor: the watcher would be told of the end over and over.
    /// </summary>
    public int Watcher { get; set; } = -1;

    /// <summary>The child's; closed here once it has been spawned.</summary>
    public int WriteEnd { get; private set; }

    public static ErrorTail Open()
    {
        int* ends = stackalloc int[2];
        if (LibC.pipe2(ends, LibC.CloseOnExec) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        _ = LibC.fcntl(ends[0], LibC.SetStatusFlags, LibC.NonBlocking);
        return new ErrorTail(ends[0], ends[1]);
    }

    public void CloseWriteEnd()
    {
        _ = LibC.close(WriteEnd);
        WriteEnd = -1;
    }

    /// <summary>Takes what is there now, without waiting, but no more than a pipe holds: a writer that never pauses
    /// would keep its reader here, who watches over all others, too. What is left makes the pipe readable again. Gives
    /// false once no writer is left.</summary>
    public bool Drain()
    {
        var part = stackalloc byte[Limit];
        for (var i = 0; i < MostReads; i++)
        {
            var count = (int)LibC.read(ReadEnd, part, Limit);
            if (count <= 0)
            {
                return count < 0;
            }

            Keep(new ReadOnlySpan<byte>(part, count));
        }

        return true;
    }

    public void Dispose()
    {
        if (ReadEnd >= 0)
        {
            ProcessReaper.Forget(Watcher, ReadEnd);
            _ = LibC.close(ReadEnd);
            ReadEnd = -1;
        }
    }

    /// <inheritdoc />
    public override string ToString() => Encoding.UTF8.GetString(_kept, 0, _length).Trim();

    private void Keep(ReadOnlySpan<byte> part)
    {
        var old = Math.Min(_length, Limit - part.Length);
        _kept.AsSpan(_length - old, old).CopyTo(_kept);
        part.CopyTo(_kept.AsSpan(old));
        _length = old + part.Length;
    }
}
