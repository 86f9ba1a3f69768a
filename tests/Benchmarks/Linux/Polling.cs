using System.Runtime.InteropServices;

namespace Eval.Tests.Benchmarks.Linux;

/// <summary>poll(2) for one socket, as the runtime's loop does it.</summary>
internal static unsafe partial class Polling
{
    private const short Readable = 1;
    private const short Writable = 4;

    /// <summary>Waits until it is readable, or takes bytes where that is wanted, at most a second.</summary>
    public static void Wait(int descriptor, bool wantsToSend)
    {
        var entry = new Entry { Descriptor = descriptor, Wanted = (short)(Readable | (wantsToSend ? Writable : 0)) };
        _ = poll(&entry, 1, 1000);
    }

    [LibraryImport("libc")]
    private static partial int poll(Entry* entries, nuint count, int timeoutMilliseconds);

    private struct Entry
    {
        public int Descriptor;
        public short Wanted;
        public short Found;
    }
}
