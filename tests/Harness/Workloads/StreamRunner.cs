using Eval.Harness.Workloads;
using Eval.Systems.Functions;
using Eval.Systems.Sdk;

namespace Eval.Tests.Harness.Workloads;

/// <summary>Functions over a whole stream, without a system around them.</summary>
internal static class StreamRunner
{
    /// <summary>For each event the payloads of the last function's outputs.</summary>
    public static IReadOnlyList<IReadOnlyList<byte[]>> Run(WorkloadStream stream, params string[] functions)
    {
        var steps = functions.Select(name => FunctionCatalog.Find(name).Begin(FunctionParameters.None)).ToList();
        return [.. stream.Payloads().Select(payload => After(steps, payload))];
    }

    private static IReadOnlyList<byte[]> After(
        IEnumerable<Func<StreamEvent, IEnumerable<StreamEvent>>> steps, ReadOnlyMemory<byte> payload)
    {
        IReadOnlyList<byte[]> events = [payload.ToArray()];
        foreach (var step in steps)
        {
            events = [.. events.SelectMany(item =>
                step(new StreamEvent(0, item)).Select(output => output.Payload.ToArray()).ToArray())];
        }

        return events;
    }
}
