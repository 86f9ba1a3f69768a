using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Deploying;

namespace Eval.Tests.Benchmarks.Rigs;

/// <summary>One way to run the function.</summary>
/// <param name="Name">Its name, also that of the deployment.</param>
/// <param name="Title">What it is, for reading.</param>
/// <param name="Isolation">What surrounds an instance.</param>
internal sealed record Rung(string Name, string Title, Isolation Isolation)
{
    /// <summary>The function of every rung.</summary>
    public const string Function = "grayscale";

    /// <summary>Whether the producer's connection is handed to the instance.</summary>
    public bool IsHanded { get; init; }

    /// <summary>How many instances are parked; 0: every start is cold.</summary>
    public int Parked { get; init; }

    /// <summary>Whether events go through a NATS server at the host.</summary>
    public bool IsNats { get; init; }

    /// <summary>Which events that server takes.</summary>
    public BufferTakes Takes { get; init; }

    /// <summary>Every rung that a figure is asked of.</summary>
    public static IReadOnlyList<Rung> All { get; } =
    [
        new("in-process", "in process, on the accepting thread", Isolation.InProcess) { IsHanded = true },
        new("process", "process, cold, relayed", Isolation.Process),
        new("process-handed", "process, cold, handed over", Isolation.Process) { IsHanded = true },
        new("bubblewrap", "bubblewrap, cold, hardened", Isolation.Bubblewrap),
        new("docker", "Docker, cold, hardened", Isolation.Docker),
        new("docker-handed", "Docker, cold, handed over", Isolation.Docker) { IsHanded = true },
        new("warm", "process, warm, through the control plane", Isolation.Process) { Parked = 2 },
        new("docker-warm", "Docker, warm, handed over", Isolation.Docker) { Parked = 2, IsHanded = true },
        new("warm-accepts", "process, warm, accepts by itself", Isolation.Process) { Parked = 2, IsHanded = true },
    ];

    /// <summary>A buffer of NATS, where a start is not what is looked at.</summary>
    public static Rung Nats { get; } = new("nats", "process, through NATS", Isolation.Process) { IsNats = true };

    /// <summary>The same, where only events that have to wait go through it.</summary>
    public static Rung NatsForWaiting { get; } =
        new("nats-for-waiting", "process, through NATS what waits", Isolation.Process)
        {
            IsNats = true,
            Takes = BufferTakes.WhatWaits,
        };

    /// <summary>The rung of that name.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static Rung Find(string name) => All.Append(Nats).Append(NatsForWaiting)
        .FirstOrDefault(rung => rung.Name == name)
        ?? throw new FormatException($"no rung '{name}'; known: {string.Join(", ", All.Select(rung => rung.Name))}");

    /// <summary>Where a producer connects, given where the control plane listens.</summary>
    public string SocketPath(string controlPlane) =>
        IsHanded && Parked > 0 && Isolation != Isolation.Docker ? $"{controlPlane}.{Name}" : controlPlane;

    /// <summary>The deployment, with that host as its program.</summary>
    public FunctionDeployment Deploy(string executable, string? natsAddress = null) => new()
    {
        Name = Name,
        Stages = [new FunctionStage(Isolation == Isolation.InProcess ? "" : executable, [Function])],
        Isolation = Isolation,
        Buffer = new BufferPolicy
        {
            Kind = IsNats ? BufferKind.Nats : BufferKind.Memory,
            At = IsHanded ? BufferPlace.Instance : BufferPlace.Host,
            Takes = Takes,
            NatsAddress = natsAddress,
        },
        Pool = Parked > 0 ? new PoolPolicy { Size = Parked } : null,
    };
}
