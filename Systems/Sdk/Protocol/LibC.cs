using System.Runtime.InteropServices;

namespace Eval.Systems.Sdk.Protocol;

/// <summary>The socket calls of libc, for 64-bit Linux.</summary>
internal static unsafe partial class LibC
{
    public const int DoNotWait = 0x40;
    public const int NoSignal = 0x4000;
    public const int SendingDirection = 1;
    public const int BothDirections = 2;
    public const int Interrupted = 4;
    public const int TryAgain = 11;

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint recv(int descriptor, byte* buffer, nuint count, int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint sendmsg(int descriptor, Message* message, int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint recvmsg(int descriptor, Message* message, int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int shutdown(int descriptor, int direction);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int close(int descriptor);

    /// <summary>struct iovec: a piece of memory, from an offset on.</summary>
    public readonly struct IoVector(byte* start, int length, int offset)
    {
        private readonly byte* _start = start + Math.Min(length, offset);
        private readonly nuint _count = (nuint)(length - Math.Min(length, offset));
    }

    /// <summary>struct msghdr.</summary>
    public struct Message
    {
        public void* Name;
        public uint NameBytes;
        public IoVector* Vectors;
        public nuint VectorCount;
        public void* Control;
        public nuint ControlBytes;
        public int Flags;
    }
}
