using Eval.Systems.Abstractions;
using Eval.Systems.Adapters;
using Eval.Systems.Brokers;
using Eval.Systems.HostBuilds;
using Xunit;

namespace Eval.Tests.Systems.Pipelines;

/// <summary>One deployed pipeline for all tests of a class: its broker and its compiled engine.</summary>
public sealed class DeployedPipeline : IAsyncLifetime
{
    /// <summary>The broker's bound, so small that a stream can reach it.</summary>
    public const int QueueEvents = 1000;

    private readonly string _workspace = Directory.CreateTempSubdirectory("evp-").FullName;

    /// <summary>The system.</summary>
    public ISystemUnderTest System { get; private set; } = null!;

    /// <summary>What it told of its deployment.</summary>
    public Deployment Deployment { get; private set; } = null!;

    /// <summary>Where the broker listens.</summary>
    internal BrokerAddress Broker => ((PipelineMqttBroker)((PipelineSystem)System).Broker).Address;

    /// <summary>What the broker knows.</summary>
    internal Task<BrokerStatus> BrokerStatusAsync() =>
        new BrokerControl(Broker.ControlPort).StatusAsync(TestContext.Current.CancellationToken);

    /// <summary>A pipeline with that workspace and those keys beside the defaults, not deployed yet.</summary>
    internal static PipelineSystem Of(string workspace, params (string Name, string Value)[] keys) => new(new()
    {
        Name = "pipeline",
        Options = AdapterCatalog.OptionsOf("pipeline").ToDictionary(
            option => option.Name,
            option => keys.Append(("queueEvents", $"{QueueEvents}")).Append((option.Name, option.Default))
                .First(key => key.Item1 == option.Name).Item2),
        Function = "grayscale",
        Workspace = workspace,
        Hosts = new HostBuilder(BuildFacts.SourceRoot(), CacheFolder.Locate()),
    });

    public async ValueTask InitializeAsync()
    {
        System = Of(_workspace);
        Deployment = await System.DeployAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await System.DisposeAsync();
        Directory.Delete(_workspace);
    }
}
