using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Reporting;
using Eval.Systems.StreamFunctions.Serving;
using Eval.Tests.Shared;

namespace Eval.Tests.Systems.StreamFunctions.Serving;

/// <summary>A control plane in this process, at a socket of its own, with functions that go wrong on demand.</summary>
internal sealed class TestPlane : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eval");
    private readonly string _owner = $"tests-{Guid.NewGuid():N}"[..20];

    public TestPlane(ServerLimits? limits = null, params FunctionDeployment[] functions)
        : this(thread => thread.Start(), limits, functions)
    {
    }

    public TestPlane(Action<Thread> startThread, ServerLimits? limits, params FunctionDeployment[] functions)
        : this(startThread, UnixSocket.TryAccept, limits, functions)
    {
    }

    /// <param name="startThread">How the control plane starts its streams' threads.</param>
    /// <param name="tryAccept">How it takes a connection at a listener.</param>
    public TestPlane(
        Action<Thread> startThread, Func<int, StreamSocket?> tryAccept, ServerLimits? limits,
        params FunctionDeployment[] functions)
    {
        SocketPath = Path.Combine(_folder.FullName, "control");
        Plane = new ControlPlane(new ServerState(new ServerConfiguration
        {
            SocketPath = SocketPath,
            Owner = _owner,
            Functions = functions,
            Limits = limits ?? new ServerLimits(),
        })
        {
            StartThread = startThread,
            TryAccept = tryAccept,
            CreateBundled = stage => new Faulty.FaultyFunction(stage.Arguments),
        });
    }

    public ControlPlane Plane { get; }

    public string SocketPath { get; }

    /// <summary>The program of the same functions, as this solution's build left it beside the tests.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "Eval.Tests.Faulty");

    /// <summary>The processes with its label now.</summary>
    public IEnumerable<ProcessEntry> Processes =>
        ProcessTable.Children(Environment.ProcessId).Where(child => IsLabelled(child.ProcessId));

    /// <summary>The cgroups that its sandboxes have made and not removed.</summary>
    public IEnumerable<string> Groups => CgroupBase.MountPoints()
        .SelectMany(folder => Directory.GetDirectories(folder, $"eval.{_owner}.*", new EnumerationOptions
        {
            RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None,
        }));

    /// <summary>A deployment of the functions that go wrong.</summary>
    public static FunctionDeployment Function(
        Isolation isolation, BufferPlace at = BufferPlace.Host, PoolPolicy? pool = null, string name = "faulty") =>
        new()
        {
            Name = name,
            Stages = [new FunctionStage(isolation == Isolation.InProcess ? "" : Program, ["faulty"])],
            Isolation = isolation,
            Buffer = new BufferPolicy { At = at },
            Pool = pool,
            Deadlines = new StreamDeadlines { Start = Limit },
        };

    public TestStream Stream(string id, string fault = "", long at = 0, string? door = null, string function = "") =>
        new(
            SocketPath, id, [new("fault", fault), new("at", $"{at}")], function,
            door is null ? null : $"{SocketPath}.{door}");

    /// <summary>Serves a whole stream of that many events, and gives its report.</summary>
    public async Task<StreamSummary> RunAsync(string id, int events = 3, string fault = "", long at = 0)
    {
        using var stream = Stream(id, fault, at);
        for (var i = 0; i < events; i++)
        {
            stream.Send(i, (byte)i);
        }

        stream.Client.Complete();
        return await stream.EndAsync();
    }

    /// <summary>Waits for what happens in its own time; a hang ends with the test's failure.</summary>
    public static Task UntilAsync(Func<bool> holds) => Eventually.HoldsAsync(holds);

    private bool IsLabelled(int processId)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/environ").Contains($"EVAL_OWNER={_owner}\0");
        }
        catch (IOException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        Plane.Dispose();
        _folder.Delete(recursive: true);
    }
}
