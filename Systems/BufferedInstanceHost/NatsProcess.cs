using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using Eval.Systems.Sdk.Spawning;

namespace Eval.Systems.BufferedInstanceHost;

/// <summary>
/// The nats-server inside an instance (the paper's set-up). It listens on a free port of the loopback, which in a box
/// is the box's own, and takes only who knows a random token, since without a box the loopback is everybody's. It is in
/// this process's group and reaped by it: it never outlives the instance, and its CPU time is the instance's.
/// </summary>
internal sealed unsafe class NatsProcess : IDisposable
{
    private const string Listening = "Listening for client connections on ";

    private static readonly string[] Places =
        ["/usr/sbin/nats-server", "/usr/bin/nats-server", "/usr/local/bin/nats-server"];

    private readonly int _log;
    private int _processId;

    /// <summary>Starts it.</summary>
    /// <param name="maximumPayload">The largest message that it takes, bytes.</param>
    /// <exception cref="IOException">It is missing, or cannot be started.</exception>
    public NatsProcess(int maximumPayload)
    {
        var program = Array.Find(Places, File.Exists)
            ?? throw new IOException($"no nats-server at any of {string.Join(", ", Places)}");
        var log = stackalloc int[2];
        LibC.Check(LibC.pipe2(log, LibC.CloseOnExec), "cannot make a pipe");
        _log = log[0];
        var configuration = Configuration(maximumPayload);
        try
        {
            Spawn(program, configuration, log[1]);
        }
        finally
        {
            _ = LibC.close(configuration);
            _ = LibC.close(log[1]);
        }
    }

    /// <summary>What a client has to say.</summary>
    public string Token { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Waits until it listens, and tells where: it says so itself, so nothing is tried again.</summary>
    /// <exception cref="IOException">It ended before; the message has its last words.</exception>
    public IPEndPoint AwaitPort()
    {
        var said = "";
        var buffer = stackalloc byte[4096];
        while (Port(said) is not { } port)
        {
            var count = LibC.read(_log, buffer, 4096);
            if (count <= 0)
            {
                throw new IOException($"nats-server ended before it listened: {said.Trim()}");
            }

            said += Encoding.UTF8.GetString(buffer, (int)count);
        }

        return new IPEndPoint(IPAddress.Loopback, Port(said)!.Value);
    }

    /// <summary>Ends and reaps it.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _processId, 0) is > 0 and var processId)
        {
            _ = LibC.kill(processId, LibC.SignalKill);
            int status;
            _ = LibC.wait4(processId, &status, 0, null);
            _ = LibC.close(_log);
        }
    }

    /// <summary>The number behind the address, once its line is whole.</summary>
    private static int? Port(string said)
    {
        var start = said.IndexOf(Listening, StringComparison.Ordinal);
        var end = start < 0 ? -1 : said.IndexOf('\n', start);
        if (end < 0)
        {
            return null;
        }

        var line = said[(start + Listening.Length)..end];
        return int.Parse(line[(line.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture);
    }

    /// <summary>A file without a name: the token is in no argument and in no folder.</summary>
    private int Configuration(int maximumPayload)
    {
        var text = Encoding.ASCII.GetBytes(
            $"host: 127.0.0.1\nport: -1\nmax_payload: {maximumPayload}\nauthorization {{ token: \"{Token}\" }}\n");
        fixed (byte* name = "nats\0"u8, bytes = text)
        {
            var file = LibC.Check(LibC.memfd_create(name, 0), "cannot make a file in memory");
            _ = LibC.write(file, bytes, (nuint)text.Length);
            return file;
        }
    }

    private void Spawn(string program, int configuration, int log)
    {
        var attributes = stackalloc byte[PosixSpawn.StructureBytes];
        var actions = stackalloc byte[PosixSpawn.StructureBytes];
        PosixSpawn.DescribeSignals(attributes);
        _ = PosixSpawn.posix_spawn_file_actions_init(actions);
        _ = PosixSpawn.posix_spawn_file_actions_adddup2(actions, log, 1);
        _ = PosixSpawn.posix_spawn_file_actions_adddup2(actions, log, 2);
        _ = PosixSpawn.posix_spawn_file_actions_adddup2(actions, configuration, 3);
        _ = PosixSpawn.posix_spawn_file_actions_addclosefrom_np(actions, 4);

        // Two processors' worth of threads: Go would make them for every core of the machine.
        fixed (byte* path = Encoding.UTF8.GetBytes(program + '\0'), option = "-c\0"u8, file = "/proc/self/fd/3\0"u8,
            processors = "GOMAXPROCS=2\0"u8)
        {
            var arguments = stackalloc byte*[4] { path, option, file, null };
            var environment = stackalloc byte*[2] { processors, null };
            int processId;
            var error = PosixSpawn.posix_spawn(&processId, path, actions, attributes, arguments, environment);
            _processId = error == 0
                ? processId
                : throw new IOException($"cannot start {program}: {Marshal.GetPInvokeErrorMessage(error)}");
        }
    }
}
