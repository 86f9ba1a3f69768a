using Eval.Harness.Model;
using Xunit;

namespace Eval.Tests.Harness.Analysis.Gates;

public sealed class StrangersGateTests
{
    [Fact]
    public void A_sequence_that_was_never_sent_fires() => (Timelines.Flawless() with { Strangers = 2 })
        .ShouldFire("strangers: 2 deliveries of events never sent");

    [Fact]
    public void None_passes() => Timelines.Flawless().ShouldPass("strangers");
}
