using System.Runtime.InteropServices;

namespace Eval.Tests.Benchmarks.Linux;

/// <summary>epoll(7): which of many descriptors can be read. A closed descriptor leaves by itself.</summary>
internal sealed unsafe class Poller : IDisposable
{
    private const int Most = 1024;

    // struct epoll_event is packed on x64, and only there.
    private static readonly int Stride = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;

    private readonly int _poller = LibC.epoll_create1(LibC.CloseOnExec);
    private readonly byte[] _entries = new byte[Most * 16];

    /// <summary>Watches a descriptor for bytes and for its end.</summary>
    /// <exception cref="IOException">It cannot be watched.</exception>
    public void Add(int descriptor)
    {
        byte* entry = stackalloc byte[16];
        *(uint*)entry = LibC.EpollReadable;
        *(int*)(entry + Stride - sizeof(long)) = descriptor;
        if (LibC.epoll_ctl(_poller, LibC.EpollAdd, descriptor, entry) < 0)
        {
            throw new IOException(Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));
        }
    }

    /// <summary>Writes the readable descriptors into <paramref name="found"/>, after waiting for the first at most that
    /// long; gives their count.</summary>
    public int Wait(Span<int> found, int timeoutMilliseconds)
    {
        fixed (byte* entries = _entries)
        {
            var count = LibC.epoll_wait(_poller, entries, Math.Min(found.Length, Most), timeoutMilliseconds);
            for (var i = 0; i < count; i++)
            {
                found[i] = *(int*)(entries + ((i + 1) * Stride) - sizeof(long));
            }

            return Math.Max(count, 0);
        }
    }

    public void Dispose() => _ = LibC.close(_poller);
}
