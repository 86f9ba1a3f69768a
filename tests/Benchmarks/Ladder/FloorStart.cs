using System.Runtime.InteropServices;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.Sdk.Spawning;
using Eval.Tests.Benchmarks.Linux;
using Eval.Tests.Benchmarks.Producing;
using Eval.Tests.Benchmarks.Rigs;
using LibC = Eval.Tests.Benchmarks.Linux.LibC;

namespace Eval.Tests.Benchmarks.Ladder;

/// <summary>Starts the floor by posix_spawn(3), with a socket pair that holds its frame already.</summary>
internal sealed unsafe class FloorStart(FloorProgram program, Frames frames)
{
    private const int InheritedDescriptor = 3;

    /// <summary>From before the socket pair to the whole grey frame, milliseconds.</summary>
    /// <exception cref="IOException">The floor broke, or its frame is wrong.</exception>
    public double Measure(long number)
    {
        using var producer = new Producer();
        var item = new StreamEvent(number, frames.Rgb(number));
        var path = Marshal.StringToCoTaskMemUTF8(program.Path);
        var startNs = MonotonicClock.NowNs;
        var (ours, theirs) = UnixConnection.Pair();
        producer.BeginFloor(ours, item);
        var processId = Spawn((byte*)path, null, theirs);
        var output = producer.Output();
        var endNs = MonotonicClock.NowNs;
        Marshal.FreeCoTaskMem(path);
        int status;
        _ = LibC.waitpid(processId, &status, 0);
        return frames.IsGrey(number, output.Payload.Span) && status == 0
            ? (endNs - startNs) / 1e6
            : throw new IOException($"the floor failed on frame {number}, status {status}");
    }

    /// <summary>Starts a program that finds this socket as descriptor 3, which is closed here; gives its process.
    /// </summary>
    /// <exception cref="IOException">It cannot be started.</exception>
    public static int Spawn(string path, string argument, StreamSocket theirs)
    {
        var pathPointer = Marshal.StringToCoTaskMemUTF8(path);
        var argumentPointer = Marshal.StringToCoTaskMemUTF8(argument);
        var processId = Spawn((byte*)pathPointer, (byte*)argumentPointer, theirs);
        Marshal.FreeCoTaskMem(pathPointer);
        Marshal.FreeCoTaskMem(argumentPointer);
        return processId;
    }

    private static int Spawn(byte* path, byte* argument, StreamSocket theirs)
    {
        byte* actions = stackalloc byte[PosixSpawn.StructureBytes];
        byte** arguments = stackalloc byte*[3];
        byte** environment = stackalloc byte*[1];
        arguments[0] = path;
        arguments[1] = argument;
        arguments[2] = environment[0] = null;
        _ = PosixSpawn.posix_spawn_file_actions_init(actions);
        _ = PosixSpawn.posix_spawn_file_actions_adddup2(actions, theirs.Descriptor, InheritedDescriptor);
        int processId;
        var error = PosixSpawn.posix_spawn(&processId, path, actions, null, arguments, environment);
        theirs.Dispose();
        _ = PosixSpawn.posix_spawn_file_actions_destroy(actions);
        return error == 0 ? processId : throw new IOException($"a program cannot be spawned: error {error}");
    }
}
