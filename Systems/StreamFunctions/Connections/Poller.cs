using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.StreamFunctions.Connections;

/// <summary>
/// One thread over epoll(7) that watches any number of descriptors, edge-triggered, and calls back on that thread: a
/// watched connection costs an entry here and one in the kernel. Callbacks must not block.
/// </summary>
internal sealed unsafe class Poller : IDisposable
{
    private const uint EdgeTriggered = 1u << 31;
    private const int Batch = 64;

    // struct epoll_event is packed on x86-64 alone.
    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int EntryBytes = DataOffset + 8;

    private readonly ConcurrentDictionary<int, Action> _watched = new();
    private readonly Func<long, long> _elapsed;
    private readonly Thread _thread;
    private readonly int _poller;
    private readonly int _wake;
    private volatile bool _isClosed;

    /// <summary>Starts the thread.</summary>
    /// <param name="elapsed">Called with the time (MonotonicClock nanoseconds) after each wait; does what is due, and
    /// gives when to call again, or <see cref="long.MaxValue"/>.</param>
    public Poller(Func<long, long> elapsed)
    {
        _elapsed = elapsed;
        _poller = Check(LibC.epoll_create1(LibC.CloseOnExec));
        _wake = Check(LibC.eventfd(0, LibC.CloseOnExec | LibC.NonBlocking));
        Register(_wake, Readiness.Readable);
        _thread = new Thread(Poll) { IsBackground = true, Name = "poller" };
        _thread.Start();
    }

    /// <summary>Calls back each time that the descriptor becomes ready, until it is forgotten or closed; at once where
    /// it is.</summary>
    /// <exception cref="IOException">The system watches no more.</exception>
    public void Watch(int descriptor, Readiness wanted, Action ready)
    {
        _watched[descriptor] = ready;
        Register(descriptor, wanted);
    }

    /// <summary>Calls back no more for it; to be called before it is closed.</summary>
    public void Forget(int descriptor)
    {
        if (_watched.TryRemove(descriptor, out _))
        {
            byte* unused = stackalloc byte[EntryBytes];
            _ = LibC.epoll_ctl(_poller, LibC.PollRemove, descriptor, unused);
        }
    }

    /// <summary>Has the time looked at again, soon.</summary>
    public void Wake()
    {
        long one = 1;
        _ = LibC.write(_wake, &one, sizeof(long));
    }

    /// <summary>Ends the thread.</summary>
    public void Dispose()
    {
        _isClosed = true;
        Wake();
        _thread.Join();
        _ = LibC.close(_poller);
        _ = LibC.close(_wake);
    }

    private void Register(int descriptor, Readiness wanted)
    {
        byte* entry = stackalloc byte[EntryBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(new Span<byte>(entry, 4), (uint)wanted | EdgeTriggered);
        BinaryPrimitives.WriteUInt64LittleEndian(new Span<byte>(entry + DataOffset, 8), (uint)descriptor);
        Check(LibC.epoll_ctl(_poller, LibC.PollAdd, descriptor, entry));
    }

    private void Poll()
    {
        byte* entries = stackalloc byte[EntryBytes * Batch];
        while (!_isClosed)
        {
            var dueNs = _elapsed(MonotonicClock.NowNs);
            var count = LibC.epoll_wait(_poller, entries, Batch, Waiting.MillisecondsUntil(dueNs));
            for (var i = 0; i < count; i++)
            {
                var descriptor = (int)BinaryPrimitives.ReadUInt64LittleEndian(
                    new ReadOnlySpan<byte>(entries + (i * EntryBytes) + DataOffset, 8));
                if (descriptor == _wake)
                {
                    long ignored;
                    _ = LibC.read(_wake, &ignored, sizeof(long));
                }
                else if (_watched.TryGetValue(descriptor, out var ready))
                {
                    ready();
                }
            }
        }
    }

    private static int Check(int result) => result >= 0
        ? result
        : throw new IOException(
            $"cannot watch: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
}
