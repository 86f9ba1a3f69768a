using Eval.Systems.Pipelines.Protocol;

namespace Eval.Systems.Pipelines.Operators;

/// <summary>Opens the session that a job's source names.</summary>
internal static class BrokerSession
{
    /// <summary>Connects to what the broker keeps for the partition.</summary>
    /// <exception cref="IOException">The broker keeps nothing of that name, so events would be lost.</exception>
    public static async Task<IBrokerSession> ResumeAsync(Assignment assignment) => assignment.Job.Source switch
    {
        MqttSource mqtt => await MqttSession.ResumeAsync(mqtt),
        JetStreamSource jetStream => await JetStreamSession.ResumeAsync(
            jetStream, assignment.Partition, assignment.Attempt),
        var other => throw new InvalidOperationException($"no session for {other}"),
    };
}
