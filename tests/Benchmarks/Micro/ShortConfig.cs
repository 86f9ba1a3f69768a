using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Eval.Tests.Benchmarks.Micro;

/// <summary>Short jobs within this program: the whole set takes a few minutes.</summary>
public sealed class ShortConfig : ManualConfig
{
    public ShortConfig()
    {
        AddJob(Job.ShortRun.WithIterationCount(7).WithToolchain(InProcessEmitToolchain.Instance));

        // What the goals are judged by: on a shared machine a mean is mostly its outliers.
        AddColumn(StatisticColumn.Median);
    }
}
