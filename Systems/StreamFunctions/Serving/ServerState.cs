using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Instances;
using Eval.Systems.StreamFunctions.Reporting;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>What all threads of a control plane share.</summary>
/// <param name="configuration">What it was started with.</param>
/// <param name="doorDescriptors">How many descriptors a network door in front of it may hold.</param>
/// <exception cref="ArgumentException">A number of the configuration is out of its range; the message says which.
/// </exception>
internal sealed class ServerState(ServerConfiguration configuration, int doorDescriptors = 0)
{
    private const int RememberedOutcomes = 1024;

    public ServerConfiguration Configuration { get; } = Checked(configuration);

    /// <summary>Those of the configuration, within what this process may hold.</summary>
    public ServerLimits Limits { get; } = DescriptorBudget.Within(configuration.Limits, doorDescriptors);

    public Admission Admission { get; } = new(DescriptorBudget.Within(configuration.Limits, doorDescriptors));

    public StreamRegistry Registry { get; } = new();

    public OutcomeMemory Outcomes { get; } = new(RememberedOutcomes);

    public ServerCounters Counters { get; } = new();

    public Deployments Deployments { get; } = new();

    public WallClocks WallClocks { get; } = new();

    /// <summary>The live instances, parked ones included, in no order.</summary>
    public InstanceSummary[] Instances() =>
    [
        .. Registry.Snapshot(),
        .. Deployments.All.SelectMany(function => function.Pool?.Snapshot() ?? []),
    ];

    /// <summary>The lobby's.</summary>
    public Poller Poller { get; set; } = null!;

    /// <summary>Starts a thread for a stream; throws <see cref="OutOfMemoryException"/> where the system has none left.
    /// </summary>
    public Action<Thread> StartThread { get; init; } = thread => thread.Start();

    /// <summary>Takes a connection at a listener, as <see cref="UnixSocket.TryAccept"/>.</summary>
    public Func<int, StreamSocket?> TryAccept { get; init; } = UnixSocket.TryAccept;

    /// <summary>Makes a bundled function.</summary>
    public Func<FunctionStage, ISynchronousStreamFunction> CreateBundled { get; init; } = BundledFunction.Create;

    private static ServerConfiguration Checked(ServerConfiguration configuration)
    {
        string[] mistakes = [.. Ranges.MistakesIn(configuration)];
        return mistakes.Length == 0 ? configuration : throw new ArgumentException(string.Join("; ", mistakes));
    }
}
