using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Instances;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Instances;

/// <summary>Goal: whoever has closed a pool may free its sandbox. Method: a start that is under way while the pool is
/// closed, and goes on a while.</summary>
public sealed class ParkedInstancesTests
{
    [Fact]
    public async Task A_pool_is_closed_once_the_start_that_was_under_way_is_over()
    {
        var lot = new SlowLot();
        var pool = new ParkedInstances(new PoolPolicy { Size = 1 }, lot, new NoInstances());
        pool.Open();
        await lot.Begun.Task.WaitAsync(TestContext.Current.CancellationToken);
        lot.MayEnd.SetResult();
        pool.Dispose();

        lot.IsOver.ShouldBeTrue("it would use what is freed next");
    }

    /// <summary>A start that takes longer than a caller who does not wait for it, and then fails.</summary>
    private sealed class SlowLot : IParkingLot
    {
        private static readonly TimeSpan Longer = TimeSpan.FromMilliseconds(100);
        private volatile bool _isOver;

        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource MayEnd { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsOver => _isOver;

        public ParkedInstance Start()
        {
            Begun.SetResult();
            MayEnd.Task.Wait();
            Task.Delay(Longer).Wait();
            _isOver = true;
            throw new SandboxException("it took too long");
        }
    }

    private sealed class NoInstances : IInstanceSource
    {
        public InstanceLease Acquire(
            FunctionDeployment deployment, FunctionStage stage, string instanceId, ReadOnlySpan<byte> first) =>
            throw new NotSupportedException();
    }
}
