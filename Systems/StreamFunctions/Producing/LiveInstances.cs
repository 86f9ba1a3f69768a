using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Reporting;

namespace Eval.Systems.StreamFunctions.Producing;

/// <summary>Asks a control plane which instances live.</summary>
public static class LiveInstances
{
    /// <summary>The live instances, in no order.</summary>
    /// <param name="socketPath">Where the control plane listens.</param>
    /// <param name="limit">How long its whole answer may take.</param>
    /// <exception cref="IOException">It does not answer.</exception>
    /// <exception cref="ProtocolException">It answers something else, such as a rejection.</exception>
    public static IReadOnlyList<InstanceSummary> Read(string socketPath, TimeSpan limit)
    {
        var instances = new List<InstanceSummary>();
        Question.Ask(() => UnixSocket.Connect(socketPath), FrameType.Observe, [], limit, frame =>
        {
            var part = InstanceLists.Read(frame.Body.Span);
            instances.AddRange(part);
            return part.Length == 0;
        });
        return instances;
    }
}
