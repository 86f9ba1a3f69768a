using Eval.Harness.Analysis.Gates;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Analysis.Gates;

public sealed class GateCatalogTests
{
    [Fact]
    public void Every_gate_of_the_folder_is_found() => GateCatalog.All.Select(g => g.Name).ShouldBe([
        "clock-order", "clock-unresolved", "deadline-passed", "duplicated", "fault-missing", "generator-late",
        "leftover-instances",
        "lost", "not-cold", "not-warm", "output-wrong", "reordered", "stamps-missing", "steal", "strangers",
        "wrong-identity"]);

    /// <summary>A slow system is a result: latencies a thousand times as long leave the trial valid.</summary>
    [Fact]
    public void No_gate_looks_at_a_latency() =>
        Timelines.Flawless().WithEvents(e => e with
        {
            ReceivedNs = e.ReceivedNs + (100_000 * Timelines.Ms),
            ProcessedNs = e.ProcessedNs + (100_000 * Timelines.Ms),
        }).Measured().InvalidReasons.ShouldBeEmpty();
}
