using System.Globalization;
using Eval.Systems.Abstractions;
using Eval.Systems.Brokers;
using Eval.Systems.Pipelines.Protocol;
using MQTTnet.Exceptions;

namespace Eval.Systems.Adapters;

/// <summary>The broker that Eval brings along: an MQTT server in a process of its own.</summary>
internal sealed class PipelineMqttBroker : IPipelineBroker
{
    private readonly ControlProcess _process;

    private PipelineMqttBroker(ControlProcess process, BrokerAddress address, string version)
    {
        _process = process;
        Address = address;
        Component = "MQTTnet.Server " + version;
    }

    /// <summary>Where it listens.</summary>
    public BrokerAddress Address { get; }

    /// <inheritdoc />
    public IReadOnlyList<int> ProcessIds => [_process.ProcessId];

    /// <inheritdoc />
    public string Component { get; }

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string> Facts { get; } = new Dictionary<string, string>
    {
        ["codec"] = "one MQTT message per event",
        ["transport"] = "MQTT 5 over loopback TCP, QoS 1; an event and its output each pass the broker",
        ["delivery"] = "at least once: acknowledged after its outputs were published",
        ["copies_per_event"] = "4 through the kernel each way; in memory also the broker's queue",
        ["readiness"] = "the worker tells the coordinator when its graph runs on the resumed session",
    };

    /// <summary>Starts one that holds at most that many messages for each stream.</summary>
    /// <exception cref="SystemUnavailableException">It did not come up.</exception>
    public static async Task<PipelineMqttBroker> StartAsync(int queueBound, CancellationToken cancellation)
    {
        var process = await ControlProcess.StartAsync(
            "Eval.Systems.Brokers", ["mqtt", queueBound.ToString(CultureInfo.InvariantCulture)], cancellation);
        var address = BrokerAddress.Parse(process.Detail);
        var status = await new BrokerControl(address.ControlPort).StatusAsync(cancellation);
        return new PipelineMqttBroker(process, address, status.Version);
    }

    /// <inheritdoc />
    public async Task KeepAsync(string stream, CancellationToken cancellation)
    {
        try
        {
            await PipelineMqttProducer.KeepAsync(Address, stream, cancellation);
        }
        catch (MqttCommunicationException failure)
        {
            throw new IOException($"the broker does not keep '{stream}': {failure.Message}", failure);
        }
    }

    /// <inheritdoc />
    public IPipelineProducer Connect(string stream, bool isKept, IStreamObserver observer) =>
        new PipelineMqttProducer(Address, stream, isKept, observer);

    /// <inheritdoc />
    public SourceOperator SourceOf(string stream) => new MqttSource(Address.Port, MqttNames.Worker(stream));

    /// <inheritdoc />
    public SinkOperator SinkOf(string stream) => new(MqttNames.Output(stream));

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
