using Eval.Harness.Model;
using Eval.Harness.Workloads;

namespace Eval.Tests.Harness.Workloads;

internal static class Specs
{
    /// <summary>A video workload with 10 frames a second.</summary>
    public static WorkloadSpec Video(int width = 160, int height = 120, int distinct = 20) =>
        new("video", 10, new Dictionary<string, string>
        {
            ["width"] = $"{width}",
            ["height"] = $"{height}",
            ["distinct"] = $"{distinct}",
        });

    public static WorkloadStream Stream(WorkloadSpec spec, int events, ulong seed) =>
        WorkloadCatalog.Create(spec).Generate(events, seed);
}
