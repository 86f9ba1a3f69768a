using Eval.Harness.Analysis;
using Eval.Harness.Model;

namespace Eval.Harness.Cli.Sessions;

/// <summary>From sessions of many streams to all that is derived: the same path right after the run and whenever it is
/// done again.</summary>
internal static class FleetReduction
{
    /// <summary>The run of those sessions.</summary>
    public static Run Of(Scenario scenario, RunManifest manifest, IReadOnlyList<FleetAggregate> sessions)
    {
        var estimates = FleetEstimates.Of(scenario, sessions);
        return new Run(manifest, scenario, [], estimates, [])
        {
            Fleets = sessions,
            Expectations = ExpectationTable.Of(scenario, estimates),
        };
    }
}
