using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Producing;
using Eval.Tests.Benchmarks.Linux;
using Eval.Tests.Benchmarks.Measuring;
using Eval.Tests.Benchmarks.Producing;
using Eval.Tests.Benchmarks.Rigs;

namespace Eval.Tests.Benchmarks.Loads;

/// <summary>What thousands of streams leave behind, looked at from outside one second after the last close.</summary>
internal static class LeaksProgram
{
    private const int Producers = 4;
    private const int WarmUpStreams = 40;
    private const int SettleMilliseconds = 1000;

    /// <summary>The program.</summary>
    public static Verb Verb { get; } = new(
        "leaks", "what 10,000 streams leave behind", ["rungs", "first", "total", "payload"], RunAsync);

    private static async Task RunAsync(Options options, Sheet sheet)
    {
        var first = options.Integer("first", 1000);
        var total = options.Integer("total", 10_000);
        var frames = new Frames(seed: 20260303, options.Integer("payload", Frames.PaperBytes));
        var executable = await InstanceHosts.ExecutableAsync();
        sheet.Parameter("first", first);
        sheet.Parameter("total", total);
        sheet.Parameter("payload_bytes", frames.Rgb(0).Length);
        foreach (var name in options.List("rungs", ["in-process", "process", "process-handed", "bubblewrap"]))
        {
            var rung = Rung.Find(name);
            using var workspace = new Workspace();
            try
            {
                Measure(sheet, rung, workspace, executable, frames, (first, total));
            }
            catch (Exception failure) when (failure is IOException or ProtocolException)
            {
                sheet.Missing(rung.Title, failure.Message);
            }
        }
    }

    private static void Measure(
        Sheet sheet, Rung rung, Workspace workspace, string executable, Frames frames, (int First, int Total) counts)
    {
        using var plane = ControlPlane.Start(workspace, rung.Name, [rung.Deploy(executable)], new ServerLimits());
        var stream = new WholeStream(rung.Name, rung.SocketPath(plane.SocketPath), frames);
        ClosedLoop.RunCount(Producers, WarmUpStreams, stream.Run);
        var before = Remains.Of(plane, workspace);
        var early = ClosedLoop.RunCount(Producers, counts.First, stream.Run);
        var residentEarly = Remains.Of(plane, workspace).ResidentBytes;
        var late = ClosedLoop.RunCount(Producers, counts.Total - counts.First, stream.Run);
        var after = Remains.Of(plane, workspace);
        var completed = early.Completed + late.Completed;
        sheet.Add($"{rung.Title}: streams completed", "streams", completed, Goal.AtLeast(counts.Total));
        sheet.Add("  instances", "instances", after.Instances, Goal.AtMost(before.Instances));
        sheet.Add("  child processes more", "processes", after.Children - before.Children, Goal.AtMost(0));
        sheet.Add("  sockets more", "sockets", after.Sockets - before.Sockets, Goal.AtMost(0));
        sheet.Add("  temporary files more", "files", after.Files - before.Files, Goal.AtMost(0));
        sheet.Add("  descriptors more", "descriptors", after.Descriptors - before.Descriptors, Goal.AtMost(0));
        sheet.Add("  threads more", "threads", after.Threads - before.Threads);
        sheet.AddRatio(
            "  control plane's memory", "MiB", after.ResidentBytes / 1048576.0,
            $"that after {counts.First}", residentEarly / 1048576.0, Goal.AtMost(1.2));
    }

    /// <summary>What is there of a control plane, a second after the last stream was closed.</summary>
    private sealed record Remains(
        int Instances, int Children, int Sockets, int Files, int Descriptors, int Threads, long ResidentBytes)
    {
        public static Remains Of(ControlPlane plane, Workspace workspace)
        {
            Pause.Milliseconds(SettleMilliseconds);
            var descriptors = ProcessFacts.Descriptors(plane.ProcessId);
            var resident = ProcessFacts.ResidentBytes(plane.ProcessId);
            return new Remains(
                LiveInstances.Read(plane.SocketPath, TimeSpan.FromSeconds(5)).Count,
                ProcessTable.Descendants(plane.ProcessId).Count,
                descriptors.Count(target => target.StartsWith("socket:", StringComparison.Ordinal))
                    + ProcessFacts.SocketsBelow(workspace.Folder),
                Directory.GetFileSystemEntries(workspace.Folder, "*", SearchOption.AllDirectories).Length,
                descriptors.Count,
                ProcessFacts.Threads(plane.ProcessId),
                resident);
        }
    }
}
