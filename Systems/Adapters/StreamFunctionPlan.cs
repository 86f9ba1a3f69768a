using System.Globalization;
using Eval.Systems.Abstractions;
using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Deploying;

namespace Eval.Systems.Adapters;

/// <summary>A scenario's keys in the words of the runtime.</summary>
/// <param name="configuration">The keys.</param>
internal sealed class StreamFunctionPlan(SystemConfiguration configuration)
{
    // A trial has its own deadline; those of the runtime must not be shorter than its pauses.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(2);

    /// <summary>The functions, in the order in which events pass them.</summary>
    public IReadOnlyList<FunctionReference> Functions { get; } = configuration.Stages.Count > 0
        ? configuration.Stages
        : [new FunctionReference(configuration.Function, null)];

    /// <summary>The name that streams ask for; of a workflow or an executable one that is always allowed.</summary>
    public string Name => Functions is [{ Executable: null } only] ? only.Name : "function";

    /// <summary>What surrounds an instance.</summary>
    public Isolation Isolation { get; } = BoxKeys.IsolationOf(configuration);

    /// <summary>Over how many instances one stream is spread.</summary>
    public int Shards => configuration.Text("shards.count").Length == 0 ? 1 : configuration.Integer("shards.count");

    /// <summary>Whether events of one key go to the same instance; else events go to the instances in turn.</summary>
    public bool ShardsByKey => configuration.Text("shards.by") == "key";

    /// <summary>Whether events wait where the function is, and not at the control plane.</summary>
    public bool BuffersAtInstance => configuration.Text("bufferAt") == "instance";

    /// <summary>Whether an instance takes the producer's connection over.</summary>
    public bool HandsOver => BuffersAtInstance && !BuffersInNats;

    /// <summary>Whether parked instances accept their producers by themselves; containers inherit no listener, and are
    /// handed theirs.</summary>
    public bool AcceptsByItself => Parked > 0 && HandsOver && Isolation != Isolation.Docker;

    /// <summary>Whether events wait in NATS.</summary>
    public bool BuffersInNats => configuration.Text("buffer") == "nats";

    /// <summary>Whether NATS at the host takes only the events that have to wait.</summary>
    public bool TakesWhatWaits => configuration.Text("bufferTakes") == "what-waits";

    /// <summary>Whether this deployment needs a nats-server of its own.</summary>
    public bool NeedsNats => (BuffersInNats && !BuffersAtInstance) || configuration.Output == OutputTarget.Nats;

    /// <summary>Whether a full buffer drops its oldest event.</summary>
    public bool DropsOldest => configuration.Text("overflow") == "drop-oldest";

    /// <summary>Parked instances of each function; 0: every start is cold.</summary>
    public int Parked => configuration.Text("start") == "warm" ? configuration.Integer("pool.size") : 0;

    /// <summary>The caps of the control plane.</summary>
    public ServerLimits Limits => configuration.Text("maxStreams").Length > 0
        ? new ServerLimits { Streams = configuration.Integer("maxStreams") }
        : new ServerLimits();

    /// <summary>Whether the bundled functions' host has to be compiled.</summary>
    public bool NeedsHost =>
        Isolation != Isolation.InProcess && Functions.Any(function => function.Executable is null);

    /// <summary>The project of that host: with NATS inside the instance, another one that brings it up.</summary>
    public string HostProject =>
        BuffersInNats && BuffersAtInstance ? "Systems/BufferedInstanceHost" : "Systems/InstanceHost";

    /// <summary>The executables of the stages.</summary>
    /// <param name="host">That of bundled functions; empty in process.</param>
    public IReadOnlyList<string> Executables(string host) =>
        [.. Functions.Select(function => function.Executable ?? host)];

    /// <summary>What the control plane deploys.</summary>
    /// <param name="host">The executable of bundled functions; empty in process.</param>
    /// <param name="natsAddress">The deployment's own nats-server, where it needs one.</param>
    public FunctionDeployment Deployment(string host, string? natsAddress) => new()
    {
        Name = Name,
        Stages =
        [
            .. Functions.Select(function => new FunctionStage(
                function.Executable ?? host, function.Executable is null ? [function.Name] : [])),
        ],
        Isolation = Isolation,
        Limits = BoxKeys.LimitsOf(configuration),
        Hardening = BoxKeys.HardeningOf(configuration),
        Buffer = Buffer(natsAddress),
        Pool = Parked == 0
            ? null
            : new PoolPolicy { Size = Parked, TimeToLive = configuration.Duration("pool.timeToLive") },
        Deadlines = new StreamDeadlines { Idle = Longest, WallClock = Longest },
        Output = configuration.Output switch
        {
            OutputTarget.Nats =>
                new OutputPolicy { NatsAddress = natsAddress, NatsSubject = configuration.OutputSubject },
            OutputTarget.None => new OutputPolicy { IsDropped = true },
            _ => new OutputPolicy(),
        },
    };

    private BufferPolicy Buffer(string? natsAddress)
    {
        var policy = new BufferPolicy
        {
            Kind = BuffersInNats ? BufferKind.Nats : BufferKind.Memory,
            At = BuffersAtInstance ? BufferPlace.Instance : BufferPlace.Host,
            Takes = TakesWhatWaits ? BufferTakes.WhatWaits : BufferTakes.EveryEvent,
            NatsAddress = BuffersInNats && !BuffersAtInstance ? natsAddress : null,
        };
        return HandsOver
            ? policy
            : policy with
            {
                Events = configuration.Integer("bufferEvents"),
                Bytes = Long("bufferBytes"),
                Overflow = DropsOldest ? Overflow.DropOldest : Overflow.Lossless,
            };
    }

    private long Long(string key) => long.Parse(configuration.Options[key], CultureInfo.InvariantCulture);
}
