using System.Globalization;
using Eval.Systems.Abstractions;

namespace Eval.Systems.Adapters;

/// <summary>
/// The cluster of <c>start: warm</c> and <c>running</c>, which outlives streams; with <c>running</c> it also has the
/// job of the next stream run, over a name that the broker keeps already. After a stream that broke it is started anew.
/// </summary>
internal sealed class PipelineStandby(PipelineParts parts, bool runsJob) : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private int _clusters;
    private int _slots;
    private PipelineSlot? _slot;

    /// <summary>The cluster, once started.</summary>
    public PipelineCluster Cluster { get; private set; } = null!;

    /// <summary>Whether the job of a stream runs before the stream.</summary>
    public bool RunsJob => runsJob;

    /// <summary>Starts the cluster, and the first job; returns when all of it is up.</summary>
    /// <exception cref="SystemUnavailableException">It did not come up.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        try
        {
            await StartClusterAsync(limit.Token);
            await PrepareJobAsync(limit.Token);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            throw new SystemUnavailableException($"the cluster did not come up: {failure.Message}", failure);
        }
    }

    /// <summary>The running job, for one stream; null where there is none.</summary>
    public PipelineSlot? Take() => Interlocked.Exchange(ref _slot, null);

    /// <summary>A stream that took the job was never begun.</summary>
    public void PutBack(PipelineSlot slot) => Interlocked.CompareExchange(ref _slot, slot, null);

    /// <summary>Brings it into the state in which the next stream is to find it. Where that fails, the next stream is
    /// told.</summary>
    /// <param name="isIntact">Whether the stream before left the cluster as it was.</param>
    public async Task RestoreAsync(bool isIntact)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            if (!isIntact)
            {
                await Cluster.DisposeAsync();
                await StartClusterAsync(limit.Token);
            }

            // A worker that was lost has been replaced, and may still be on its way.
            await Cluster.Joined.WaitAsync(limit.Token);
            await PrepareJobAsync(limit.Token);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException
            or System.ComponentModel.Win32Exception)
        {
            // Without a cluster the next stream fails, without a job it is rejected; both say so.
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (Cluster is not null)
        {
            await Cluster.DisposeAsync();
        }
    }

    private async Task StartClusterAsync(CancellationToken cancellation)
    {
        var number = (_clusters++).ToString(CultureInfo.InvariantCulture);
        Cluster = PipelineCluster.Start(parts.Shape, $"cluster-{number}");
        await Cluster.Joined.WaitAsync(cancellation);
    }

    private async Task PrepareJobAsync(CancellationToken cancellation)
    {
        if (!runsJob || _slot is not null)
        {
            return;
        }

        var name = "running-" + (_slots++).ToString(CultureInfo.InvariantCulture);
        await parts.Broker.KeepAsync(name, cancellation);
        var job = Cluster.Submit(parts.JobOf(name, parts.QueueBound));
        await job.Running.WaitAsync(cancellation);
        _slot = new PipelineSlot(name, job);
    }
}
