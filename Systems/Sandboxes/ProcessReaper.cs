using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.ComponentModel;
using System.Runtime.InteropServices;
using Eval.Systems.Sdk;

namespace Eval.Systems.Sandboxes;

/// <summary>
/// One thread that waits for all sandboxed children: for their end (a pidfd each) and their error output. Watching one
/// more wakes nobody, so a start pays two system calls for it.
/// </summary>
internal sealed unsafe class ProcessReaper
{
    private const int Add = 1;
    private const int Remove = 2;
    private const uint Readable = 1;
    private const ulong ErrorsBit = 1UL << 62;
    private const int Batch = 16;

    // struct epoll_event is packed on x86-64 alone.
    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int EntryBytes = DataOffset + 8;

    private readonly ConcurrentDictionary<int, (SandboxedProcess Process, int Descriptor)> _watched = new();
    private readonly int _poller;

    private ProcessReaper()
    {
        _poller = LibC.epoll_create1(LibC.CloseOnExec);
        if (_poller < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        new Thread(Reap) { IsBackground = true, Name = "process reaper" }.Start();
    }

    public static ProcessReaper Shared { get; } = new();

    public void Watch(SandboxedProcess process)
    {
        var descriptor = (int)LibC.syscall(LibC.PidfdOpen, process.LeaderId, 0);
        if (descriptor < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            process.Kill();
            process.TryReap(MonotonicClock.NowNs, wait: true);
            throw new Win32Exception(error, "pidfd_open failed; Linux 5.3 or later is needed");
        }

        _watched[process.LeaderId] = (process, descriptor);
        process.Errors.Watcher = _poller;
        Register(process.Errors.ReadEnd, (uint)process.LeaderId | ErrorsBit);
        Register(descriptor, (uint)process.LeaderId);
    }

    /// <summary>Takes a descriptor off a watch, before it is closed.</summary>
    public static void Forget(int poller, int descriptor)
    {
        if (poller >= 0)
        {
            byte* unused = stackalloc byte[EntryBytes];
            _ = LibC.epoll_ctl(poller, Remove, descriptor, unused);
        }
    }

    private void Register(int descriptor, ulong data)
    {
        byte* entry = stackalloc byte[EntryBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(new Span<byte>(entry, 4), Readable);
        BinaryPrimitives.WriteUInt64LittleEndian(new Span<byte>(entry + DataOffset, 8), data);
        if (LibC.epoll_ctl(_poller, Add, descriptor, entry) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), "epoll_ctl failed: a child cannot be watched");
        }
    }

    private void Reap()
    {
        byte* entries = stackalloc byte[EntryBytes * Batch];
        while (true)
        {
            var count = LibC.epoll_wait(_poller, entries, Batch, -1);
            var nowNs = MonotonicClock.NowNs;
            for (var i = 0; i < count; i++)
            {
                var data = BinaryPrimitives.ReadUInt64LittleEndian(
                    new ReadOnlySpan<byte>(entries + (i * EntryBytes) + DataOffset, 8));
                Handle((int)(data & int.MaxValue), (data & ErrorsBit) != 0, nowNs);
            }
        }
    }

    private void Handle(int processId, bool errors, long nowNs)
    {
        if (!_watched.TryGetValue(processId, out var watched))
        {
            return;
        }

        if (errors)
        {
            DrainErrors(watched.Process.Errors);
        }
        else if (watched.Process.TryReap(nowNs, wait: false))
        {
            _watched.TryRemove(processId, out _);
            Forget(_poller, watched.Descriptor);
            _ = LibC.close(watched.Descriptor);
        }
    }

    /// <summary>A pipe without a writer stays readable, so it is closed, which also takes it off the watch.</summary>
    private static void DrainErrors(ErrorTail errors)
    {
        if (!errors.Drain())
        {
            errors.Dispose();
        }
    }
}
