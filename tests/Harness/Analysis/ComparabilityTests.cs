using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Analysis;

public sealed class ComparabilityTests
{
    private static readonly Run Earlier = RunComparisonTests.Run(20, 21, 22);

    [Fact]
    public void A_run_can_be_compared_with_itself()
    {
        var same = Comparability.Of(Earlier, Earlier);
        same.Obstacles.ShouldBeEmpty();
        same.Differences.ShouldBeEmpty();
    }

    [Fact]
    public void Another_workload_forbids_it() => Obstacle(Earlier with
    {
        Scenario = Earlier.Scenario with { Workload = Earlier.Scenario.Workload with { RatePerSecond = 20 } },
    }).ShouldStartWith("workload: video 10/s");

    [Fact]
    public void A_simulated_run_is_not_compared_with_a_live_one() =>
        Obstacle(Earlier with { Manifest = Earlier.Manifest with { Executor = "simulated" } })
            .ShouldBe("executor: live and simulated");

    [Fact]
    public void Another_machine_forbids_it() => Obstacle(WithHost("cores", "4")).ShouldBe("cores: 2 and 4");

    [Fact]
    public void Hosts_are_compared_by_themselves()
    {
        Comparability.OfHosts(Earlier.Manifest.HostBefore, Earlier.Manifest.HostBefore).ShouldBeEmpty();
        Comparability.OfHosts(Earlier.Manifest.HostBefore, WithHost("cores", "4").Manifest.HostBefore)
            .ShouldBe(["cores: 2 and 4"]);
    }

    /// <summary>With <c>build: auto</c> a machine's toolchain decides.</summary>
    [Fact]
    public void Another_build_than_was_used_forbids_it()
    {
        Comparability.Of(Built("aot"), Built("aot")).Obstacles.ShouldBeEmpty();
        Comparability.Of(Built("aot"), Built(null)).Obstacles.ShouldBeEmpty();
        Comparability.Of(Built("aot"), Built("jit")).Obstacles.ShouldBe(["a: build: aot and jit"]);
    }

    [Fact]
    public void Another_kind_of_start_forbids_it() => Obstacle(Earlier with
    {
        Scenario = Earlier.Scenario with
        {
            Systems =
            [
                Earlier.Scenario.Systems[0] with
                {
                    Options = new Dictionary<string, string> { ["start"] = "warm" },
                },
            ],
        },
    }).ShouldBe("a: start: cold and warm");

    [Fact]
    public void Runs_without_a_common_cell_are_not_compared() => Obstacle(Earlier with
    {
        Scenario = Earlier.Scenario with { Durations = [TimeSpan.FromSeconds(9)] },
    }).ShouldBe("no system and duration is in both");

    [Fact]
    public void Other_sources_and_kernels_are_only_told()
    {
        var later = WithHost("kernel", "6.19");
        later = later with { Manifest = later.Manifest with { GitCommit = "def", GitDirty = true } };
        var comparability = Comparability.Of(Earlier, later);
        comparability.Obstacles.ShouldBeEmpty();
        comparability.Differences.ShouldBe(["sources: abc and def with changes", "kernel: 6.18 and 6.19"]);
    }

    private static string Obstacle(Run later) => Comparability.Of(Earlier, later).Obstacles.ShouldHaveSingleItem();

    private static Run Built(string? build) => Earlier with
    {
        Manifest = Earlier.Manifest with
        {
            Systems =
            [
                new DeployedSystem(
                    "a", "stream-function", build, null, new Dictionary<string, double>(),
                    new Dictionary<string, string>(), new Dictionary<string, string>()),
            ],
        },
    };

    private static Run WithHost(string fact, string value) => Earlier with
    {
        Manifest = Earlier.Manifest with
        {
            HostBefore = new Dictionary<string, string>(Earlier.Manifest.HostBefore) { [fact] = value },
        },
    };
}
