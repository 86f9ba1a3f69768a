using Eval.Systems.StreamFunctions.Reporting;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>How long cold starts took: from issuing them to the instance being ready, as it says.</summary>
internal sealed class StartTimes
{
    private static readonly double[] Bounds =
        [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

    private readonly Lock _lock = new();
    private readonly long[] _counts = new long[Bounds.Length + 1];
    private double _sum;

    /// <summary>Adds the starts of an ended stream.</summary>
    public void Add(StreamSummary summary)
    {
        if (summary.Stages.Count == 0)
        {
            Add(summary.Instance, summary.ReadyNs);
        }

        foreach (var stage in summary.Stages)
        {
            Add(stage.Instance, stage.ReadyNs);
        }
    }

    /// <summary>All of them so far.</summary>
    public HistogramSnapshot Snapshot()
    {
        lock (_lock)
        {
            return new HistogramSnapshot(Bounds, [.. _counts], _sum);
        }
    }

    private void Add(InstanceSummary? instance, long? readyNs)
    {
        if (instance is null or { WasParked: true } || readyNs is null)
        {
            return;
        }

        var seconds = Math.Max(0, readyNs.Value - instance.StartedNs) / 1e9;
        var bucket = Array.FindIndex(Bounds, bound => seconds <= bound);
        lock (_lock)
        {
            _counts[bucket < 0 ? Bounds.Length : bucket]++;
            _sum += seconds;
        }
    }
}
