using Eval.Harness.Analysis.Gates;
using Eval.Harness.Model;
using Shouldly;

namespace Eval.Tests.Harness.Analysis.Gates;

/// <summary>What all tests of gates ask.</summary>
internal static class GateTesting
{
    /// <summary>The timeline is invalid for that reason among others.</summary>
    public static void ShouldFire(this Timeline timeline, string reason) =>
        timeline.Measured().InvalidReasons.ShouldContain(reason);

    /// <summary>That gate has nothing against the timeline.</summary>
    public static void ShouldPass(this Timeline timeline, string gate)
    {
        GateCatalog.All.ShouldContain(g => g.Name == gate);
        timeline.Measured().InvalidReasons
            .ShouldAllBe(reason => !reason.StartsWith(gate + ":", StringComparison.Ordinal));
    }

    /// <summary>Event i was never received.</summary>
    public static Timeline WithLostEvent(this Timeline timeline, int index) => timeline.WithEvent(index, e => e with
    {
        ReceivedNs = null, ProcessedNs = null, ReturnedNs = null, Deliveries = 0, Outputs = 0, InstanceId = null,
    });
}
