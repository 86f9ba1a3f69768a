using System.Globalization;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.StreamFunctions.Deploying;

/// <summary>The numbers that a server can work with, whoever gave them: a configuration file, the management API or
/// code.</summary>
internal static class Ranges
{
    private const int MostStages = 32;
    private const int Many = 1 << 20;
    private const long ManyBytes = 1L << 40;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    // Waits and timers of .NET count milliseconds in 31 bits.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(20);

    /// <summary>Each number of a configuration, its deployments included, that is out of its range, as a sentence.
    /// </summary>
    public static IEnumerable<string> MistakesIn(ServerConfiguration configuration) =>
        MistakesIn(configuration.Limits).Concat(configuration.Functions.SelectMany(
            function => MistakesIn(function).Select(mistake => $"{function.Name}: {mistake}")));

    /// <summary>The same of a deployment.</summary>
    public static IEnumerable<string> MistakesIn(FunctionDeployment deployment) =>
    [
        .. Mistake("stages", deployment.Stages.Count, 1, MostStages),
        .. Mistake("buffer.events", deployment.Buffer.Events, 1, Many),
        .. Mistake("buffer.bytes", deployment.Buffer.Bytes, 1, ManyBytes),
        .. deployment.Pool is { } pool ? MistakesIn(pool) : [],
        .. MistakesIn(deployment.Deadlines),
        .. MistakesIn(deployment.Limits),
    ];

    private static IEnumerable<string> MistakesIn(PoolPolicy pool) =>
    [
        .. Mistake("pool.size", pool.Size, 1, Many),
        .. Mistake("pool.timeToLive", pool.TimeToLive, Shortest, Longest),
    ];

    private static IEnumerable<string> MistakesIn(StreamDeadlines deadlines) =>
    [
        .. Mistake("deadlines.midFrame", deadlines.MidFrame, Shortest, Longest),
        .. Mistake("deadlines.idle", deadlines.Idle, Shortest, Longest),
        .. Mistake("deadlines.wallClock", deadlines.WallClock, Shortest, Longest),
        .. Mistake("deadlines.perEvent", deadlines.PerEvent, Shortest, Longest),
        .. Mistake("deadlines.start", deadlines.Start, Shortest, Longest),
        .. Mistake("deadlines.end", deadlines.End, Shortest, Longest),
    ];

    private static IEnumerable<string> MistakesIn(SandboxLimits limits) =>
    [
        .. Mistake("limits.memoryBytes", limits.MemoryBytes, 1, ManyBytes),
        .. Mistake("limits.cpus", limits.Cpus, 0.01, 1024),
        .. Mistake("limits.processes", limits.Processes, 1, Many),
        .. Mistake("limits.files", limits.Files, 1, Many),
        .. Mistake("limits.temporaryBytes", limits.TemporaryBytes, 1, ManyBytes),
    ];

    private static IEnumerable<string> MistakesIn(ServerLimits limits) =>
    [
        .. Mistake("limits.connections", limits.Connections, 1, Many),
        .. Mistake("limits.streams", limits.Streams, 1, Many),
        .. Mistake("limits.starting", limits.Starting, 1, Many),
        .. Mistake("limits.startingAtOnce", limits.StartingAtOnce, 1, Many),
        .. Mistake("limits.handshake", limits.Handshake, Shortest, Longest),
        .. Mistake("limits.payloadBytes", limits.PayloadBytes, 1, Wire.LargestPayload),
    ];

    private static IEnumerable<string> Mistake<T>(string name, T value, T least, T most)
        where T : IComparable<T>, IFormattable
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"{name} is {value}; {least} to {most} are allowed");
        }
    }
}
