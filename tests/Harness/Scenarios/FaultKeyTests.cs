using Eval.Harness.Model;
using Eval.Harness.Scenarios;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Scenarios;

/// <summary>Goal: a fault is one that its systems can have, and every mistake names its place and what is possible.
/// </summary>
public sealed class FaultKeyTests
{
    private const string OfFaas = "\nfaults:\n  - { kill: instance, at: 50%, system: a }";

    [Fact]
    public void A_fault_is_planned_for_the_system_that_it_names()
    {
        var scenario = Fixture.Read(Fixture.Minimal + OfFaas).Scenario.ShouldNotBeNull();

        scenario.Faults.ShouldBe([new FaultSpec("a", "instance", 0.5)]);
        foreach (var trial in TrialPlanner.Plan(scenario).Trials)
        {
            trial.Faults.Count.ShouldBe(trial.System.Name == "a" ? 1 : 0);
        }
    }

    [Fact]
    public void Faults_come_in_the_order_of_their_times_and_once_for_each_system_where_none_is_named()
    {
        var text = Fixture.With("kind: loopback", "kind: batch")
            + "\nfaults:\n  - { kill: instance, at: 80% }\n  - { kill: instance, at: 12.5% }";

        var trials = TrialPlanner.Plan(Fixture.Read(text).Scenario.ShouldNotBeNull()).Trials;

        trials.ShouldAllBe(trial => trial.Faults.Select(fault => fault.At).SequenceEqual(new[] { 0.125, 0.8 }));
        trials.ShouldAllBe(trial => trial.Faults.All(fault => fault.System == trial.System.Name));
    }

    [Theory]
    [InlineData("kill: worker", "f.yaml:12:13: 'kill: worker' cannot happen to faas, which can have kill: instance")]
    [InlineData("kill: brokr", "f.yaml:12:13: unknown part 'brokr' (did you mean 'broker'?)")]
    [InlineData("at: 101%", "f.yaml:12:27: 'at' must be a share with its unit, from 0% to 100%; not '101%'")]
    [InlineData("at: 0.5", "f.yaml:12:27: 'at' must be a share with its unit, from 0% to 100%; not '0.5'")]
    [InlineData("system: aa", "f.yaml:12:40: unknown system 'aa' (did you mean 'a'?)")]
    public void A_mistake_is_told_at_its_place(string pair, string expected)
    {
        var key = pair[..pair.IndexOf(':', StringComparison.Ordinal)];
        var text = OfFaas.Replace(
            key switch { "kill" => "kill: instance", "at" => "at: 50%", _ => "system: a" }, pair,
            StringComparison.Ordinal);

        Fixture.OnlyError(Fixture.Minimal + text).ShouldBe(expected);
    }

    [Fact]
    public void A_system_without_parts_has_no_faults() =>
        Fixture.OnlyError(Fixture.Minimal + OfFaas.Replace(", system: a", "", StringComparison.Ordinal)).ShouldBe(
            "f.yaml:12:13: 'kill: instance' cannot happen to loopback, which has nothing to kill; name the others by "
            + "'system'");

    [Fact]
    public void A_part_may_depend_on_the_systems_keys()
    {
        var text = Fixture.With("kind: faas", "kind: stream-function, endpoint: 'here:1'") + OfFaas;
        Fixture.OnlyError(text).ShouldBe(
            "f.yaml:12:13: 'kill: instance' cannot happen to a: it goes with no endpoint");
    }

    [Fact]
    public void Each_system_of_a_matrix_has_the_fault()
    {
        var text = Fixture.With("kind: faas", "kind: stream-function")
            + OfFaas + "\nmatrix: { systems.a.start: [cold, warm] }";

        var faults = Fixture.Read(text).Scenario.ShouldNotBeNull().Faults;

        faults.Select(fault => fault.System).ShouldBe(["a[start=cold]", "a[start=warm]"]);
    }

    [Fact]
    public void Many_streams_at_once_have_no_faults()
    {
        var text = Fixture.Minimal + OfFaas + "\nfleet: { kind: poisson, rate: 1/s, streams: 10 }";
        Fixture.OnlyError(text).ShouldBe("f.yaml:13:8: 'faults' kill parts of single streams, and a 'fleet' has none");
    }
}
