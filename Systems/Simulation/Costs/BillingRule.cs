namespace Eval.Systems.Simulation.Costs;

/// <summary>What of a stream is billed.</summary>
public enum BillingRule
{
    /// <summary>Its instances from being asked for until t2, rounded up once.</summary>
    Lifetime,

    /// <summary>A request for each event, each rounded up; but as an instance serves one at a time, at most all the
    /// time that the stream is open. A cold start is billed too; waiting for the next stream is not.</summary>
    RequestPerEvent,

    /// <summary>One request for all events, with its cold start.</summary>
    OneRequest,

    /// <summary>Instances that always run, whether streams come or not.</summary>
    AlwaysOn,
}
