using Eval.Harness.Model;
using Eval.Harness.Workloads;

namespace Eval.Tests.Harness.Workloads;

internal static class Specs
{
    /// <summary>A video workload with 10 frames a second.</summary>
    public static WorkloadSpec Video(int width = 160, int height = 120, int distinct = 20) => Of(
        "video", 10, ("width", $"{width}"), ("height", $"{height}"), ("distinct", $"{distinct}"));

    /// <summary>A workload of that kind with its own defaults, but for the options given.</summary>
    public static WorkloadSpec Of(string kind, double rate, params (string Name, string Value)[] options)
    {
        var values = WorkloadCatalog.Kinds.Single(known => known.Kind == kind).Keys
            .ToDictionary(key => key.Name, key => key.Default);
        foreach (var (name, value) in options)
        {
            values[name] = value;
        }

        return new WorkloadSpec(kind, rate, values);
    }

    public static WorkloadStream Stream(WorkloadSpec spec, int events, ulong seed) =>
        WorkloadCatalog.Create(spec).Generate(events, seed);

    /// <summary>Every payload of a stream, in order.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Payloads(this WorkloadStream stream) =>
        [.. Enumerable.Range(0, stream.Count).Select(stream.Payload)];
}
