using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Tests.Benchmarks.Linux;
using Eval.Tests.Benchmarks.Measuring;
using Eval.Tests.Benchmarks.Producing;
using Eval.Tests.Benchmarks.Rigs;

namespace Eval.Tests.Benchmarks.Loads;

/// <summary>What a connection costs before it says anything.</summary>
internal static class IdleConnectionsProgram
{
    private const int AcceptLimitMilliseconds = 30_000;
    private const int LookMilliseconds = 250;
    private const int SettleMilliseconds = 1000;

    /// <summary>The program.</summary>
    public static Verb Verb { get; } = new(
        "idle-connections", "10,000 silent connections, memory of each", ["connections", "rung"], RunAsync);

    private static async Task RunAsync(Options options, Sheet sheet)
    {
        var connections = options.Integer("connections", 10_000);
        var rung = Rung.Find(options.Text("rung", "process"));
        sheet.Parameter("connections", connections);
        sheet.Parameter("rung", rung.Name);
        using var workspace = new Workspace();
        var limits = new ServerLimits { Connections = connections + 100, Handshake = TimeSpan.FromMinutes(5) };
        using var plane = ControlPlane.Start(
            workspace, rung.Name, [rung.Deploy(await InstanceHosts.ExecutableAsync())], limits);
        var frames = new Frames(seed: 1, bytes: 3 * 341);
        var stream = new WholeStream(rung.Name, rung.SocketPath(plane.SocketPath), frames);
        for (var i = 0; i < 3; i++)
        {
            stream.Run();
        }

        Pause.Milliseconds(SettleMilliseconds);
        var before = ProcessFacts.ResidentBytes(plane.ProcessId);
        var descriptorsBefore = ProcessFacts.Descriptors(plane.ProcessId).Count;
        var silent = Connect(plane.SocketPath, connections);
        var held = AwaitAccepted(plane, descriptorsBefore + connections) - descriptorsBefore;
        Pause.Milliseconds(SettleMilliseconds);
        var after = ProcessFacts.ResidentBytes(plane.ProcessId);
        sheet.Add("connections held", "sockets", held, Goal.AtLeast(connections));
        sheet.Add("memory before", "KiB", before / 1024.0);
        sheet.Add("memory with all of them", "KiB", after / 1024.0);
        sheet.Add("memory per connection", "KiB", (after - before) / 1024.0 / connections, Goal.AtMost(16));
        sheet.Add("threads with all of them", "threads", ProcessFacts.Threads(plane.ProcessId));

        var meanwhile = ClosedLoop.RunCount(producers: 1, count: 20, stream.Run);
        sheet.Add("streams completed meanwhile", "streams", meanwhile.Completed, Goal.AtLeast(20));
        silent.ForEach(socket => socket.Dispose());
        Pause.Milliseconds(SettleMilliseconds);
        sheet.Add(
            "descriptors more than before, 1 s after close", "descriptors",
            ProcessFacts.Descriptors(plane.ProcessId).Count - descriptorsBefore, Goal.AtMost(0));
    }

    private static List<StreamSocket> Connect(string path, int count)
    {
        var sockets = new List<StreamSocket>(count);
        while (sockets.Count < count)
        {
            sockets.Add(UnixConnection.Connect(path));
        }

        return sockets;
    }

    /// <summary>A connection counts once the control plane has a descriptor for it; before, it waits in the listener's
    /// queue and costs nothing.</summary>
    private static int AwaitAccepted(ControlPlane plane, int descriptors)
    {
        var found = ProcessFacts.Descriptors(plane.ProcessId).Count;
        for (var waited = 0; found < descriptors && waited < AcceptLimitMilliseconds; waited += LookMilliseconds)
        {
            Pause.Milliseconds(LookMilliseconds);
            found = ProcessFacts.Descriptors(plane.ProcessId).Count;
        }

        return found;
    }
}
