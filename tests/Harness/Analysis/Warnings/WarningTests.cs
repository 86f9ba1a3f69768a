using Eval.Harness.Analysis.Warnings;
using Eval.Harness.Model;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Analysis.Warnings;

/// <summary>Each warning at its limit and beyond; a warned trial stays valid.</summary>
public sealed class WarningTests
{
    [Theory]
    [InlineData(0.05, null)]
    [InlineData(0.051, "steal: 5.1 % of CPU time")]
    public void Steal_above_5_percent_warns(double share, string? expected) =>
        Only(Timelines.Flawless().WithObservations(o => o with { StealShare = share })).ShouldBe(expected);

    [Theory]
    [InlineData(2, 2.0, null)]
    [InlineData(2, 2.5, "load: load average 2.50 before t0")]
    [InlineData(4, 2.5, null)]
    public void A_load_above_the_number_of_cores_warns(int cores, double load, string? expected) =>
        Only(Timelines.Flawless().WithObservations(o => o with { LoadBefore = load, Cores = cores }))
            .ShouldBe(expected);

    [Theory]
    [InlineData(0.2, null)]
    [InlineData(0.251, "pressure: tasks waited for a CPU 25.1 % of the time")]
    public void Pressure_above_20_percent_warns(double share, string? expected) =>
        Only(Timelines.Flawless().WithObservations(o => o with { PressureShare = share })).ShouldBe(expected);

    [Fact]
    public void Phases_that_a_local_system_did_not_tell_warn()
    {
        var timeline = Timelines.Flawless();
        var silent = timeline with { Marks = [.. timeline.Marks.Where(m => m.Phase == PhaseName.Teardown)] };
        Only(silent).ShouldBe("phases-unobserved: sandbox, runtime, connect");
        Only(silent.WithPromises(p => p with { HasInstances = false })).ShouldBeNull();
    }

    [Fact]
    public void A_simulated_stream_says_that_it_ran_without_its_faults()
    {
        var simulated = Timelines.Flawless().WithFault(null) with { Executor = "simulated" };
        Only(simulated).ShouldBe("fault-not-modelled: the stream ran without: kill instance");
        Only(Timelines.Flawless().WithFault(Timelines.T0)).ShouldBeNull();
    }

    [Fact]
    public void Every_warning_of_the_folder_is_found() =>
        WarningCatalog.All.Select(w => w.Name)
            .ShouldBe(["fault-not-modelled", "load", "phases-unobserved", "pressure", "steal"]);

    private static string? Only(Timeline timeline)
    {
        var measure = timeline.Measured();
        measure.Valid.ShouldBeTrue();
        return measure.Warnings.SingleOrDefault();
    }
}
