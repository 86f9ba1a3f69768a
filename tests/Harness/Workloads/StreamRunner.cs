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

    /// <summary>The same, where each function's state is put into bytes after each event, and a fresh function is
    /// filled from them for the next.</summary>
    public static IReadOnlyList<IReadOnlyList<byte[]>> RunCarried(WorkloadStream stream, params string[] functions)
    {
        var steps = functions.Select(name => Carried(FunctionCatalog.Find(name))).ToList();
        return [.. stream.Payloads().Select(payload => After(steps, payload))];
    }

    /// <summary>The same of one function, where each event is handled by a fresh one that has seen its window alone.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<byte[]>> RunOverWindows(
        WorkloadStream stream, StepDefinition function, int window)
    {
        var payloads = stream.Payloads().Select(payload => payload.ToArray()).ToList();
        return [.. Enumerable.Range(0, payloads.Count).Select(i =>
        {
            var step = function.Begin(FunctionParameters.None);
            IReadOnlyList<byte[]> outputs = [];
            for (var k = Math.Max(0, i - window); k <= i; k++)
            {
                outputs = After([step], payloads[k]);
            }

            return outputs;
        })];
    }

    private static Func<StreamEvent, IEnumerable<StreamEvent>> Carried(StepDefinition function)
    {
        ReadOnlyMemory<byte>? state = null;
        return input =>
        {
            var step = function.BeginPortable!(FunctionParameters.None);
            if (state is { } bytes)
            {
                step.Load(bytes);
            }

            StreamEvent[] outputs = [.. step.Handle(input)];
            state = step.Save();
            return outputs;
        };
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
