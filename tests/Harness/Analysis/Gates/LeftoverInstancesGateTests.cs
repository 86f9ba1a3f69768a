using Eval.Harness.Model;
using Xunit;

namespace Eval.Tests.Harness.Analysis.Gates;

public sealed class LeftoverInstancesGateTests
{
    [Fact]
    public void A_child_after_the_stream_fires() => Timelines.Flawless()
        .WithObservations(o => o with { ChildrenAfter = 1 })
        .ShouldFire("leftover-instances: 1 children of the system after the stream");

    [Fact]
    public void None_passes() => Timelines.Flawless().ShouldPass("leftover-instances");
}
