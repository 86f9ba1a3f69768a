namespace Eval.Systems.Pipelines.Protocol;

/// <summary>What a stream's topics and clients are called at an MQTT broker.</summary>
public static class MqttNames
{
    /// <summary>Where the producer publishes events.</summary>
    public static string Input(string streamId) => $"streams/{streamId}/in";

    /// <summary>Where outputs are published.</summary>
    public static string Output(string streamId) => $"streams/{streamId}/out";

    /// <summary>The client id of the producer.</summary>
    public static string Producer(string streamId) => Clients(streamId) + "producer";

    /// <summary>The client id of the worker, whose session waits at an MQTT broker.</summary>
    public static string Worker(string streamId) => Clients(streamId) + "worker";

    /// <summary>The prefix of all client ids of a stream.</summary>
    public static string Clients(string streamId) => streamId + "/";
}
