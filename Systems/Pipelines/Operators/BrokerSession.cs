using Eval.Systems.Pipelines.Protocol;

namespace Eval.Systems.Pipelines.Operators;

/// <summary>Opens the session that a job's source names.</summary>
internal static class BrokerSession
{
    /// <summary>Connects to what the broker keeps for the job.</summary>
    /// <exception cref="IOException">The broker keeps nothing of that name, so events would be lost.</exception>
    public static async Task<IBrokerSession> ResumeAsync(SourceOperator source) => source switch
    {
        MqttSource mqtt => await MqttSession.ResumeAsync(mqtt),
        JetStreamSource jetStream => await JetStreamSession.ResumeAsync(jetStream),
        _ => throw new InvalidOperationException($"no session for {source}"),
    };
}
