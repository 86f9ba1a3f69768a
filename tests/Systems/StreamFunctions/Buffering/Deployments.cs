using Eval.Systems.StreamFunctions.Deploying;
using Eval.Tests.Shared;

namespace Eval.Tests.Systems.StreamFunctions.Buffering;

/// <summary>Deployments that use a NATS server.</summary>
internal static class Deployments
{
    /// <summary>A workflow of those functions.</summary>
    public static FunctionDeployment Of(params string[] functions) => new()
    {
        Name = "workflow",
        Stages = [.. functions.Select(function => new FunctionStage("", [function]))],
    };

    /// <summary>The same with its buffers in that server.</summary>
    public static FunctionDeployment BufferedIn(
        this FunctionDeployment deployment, NatsServer server, int events = 16, long bytes = 200_000) => deployment with
    {
        Buffer = new BufferPolicy
        {
            Kind = BufferKind.Nats, NatsAddress = $"{server.EndPoint}", Events = events, Bytes = bytes,
        },
    };

    /// <summary>The same with its outputs published there.</summary>
    public static FunctionDeployment PublishingTo(
        this FunctionDeployment deployment, NatsServer server, string subject) => deployment with
    {
        Output = new OutputPolicy { NatsAddress = $"{server.EndPoint}", NatsSubject = subject },
    };
}
