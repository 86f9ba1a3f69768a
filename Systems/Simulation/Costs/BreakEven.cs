namespace Eval.Systems.Simulation.Costs;

/// <summary>Where two ways to pay for a stream cost the same, in closed form (ORACLES, Section 5).</summary>
public static class BreakEven
{
    /// <summary>
    /// f* = m·p/(p_r + s·m·p), events per second: below it an invocation per event is cheaper than an instance for the
    /// whole stream. Both billed by GB-seconds, without rounding.
    /// </summary>
    /// <param name="book">p and p_r.</param>
    /// <param name="memoryGb">m, GB.</param>
    /// <param name="serviceSeconds">s, the time of one event, seconds.</param>
    public static double EventRate(PriceBook book, double memoryGb, double serviceSeconds)
    {
        var perSecond = memoryGb * (double)book.PerGbSecond;
        return perSecond / ((double)book.PerRequest + (serviceSeconds * perSecond));
    }

    /// <summary>
    /// What a stream costs with a request per event over what it costs with an instance per lifetime. Requests are
    /// rounded up, and an instance serves one at a time, so that at most all the time is billed.
    /// </summary>
    /// <param name="perEvent">Prices of the first.</param>
    /// <param name="perStream">Prices of the second.</param>
    /// <param name="stream">Both instances and the stream.</param>
    public static double Ratio(PriceBook perEvent, PriceBook perStream, StreamCost stream)
    {
        var billed = (double)perEvent.BilledSeconds((decimal)stream.ServiceSeconds);
        var share = Math.Min(1, stream.EventsPerSecond * billed);
        var first = (share * PerSecond(perEvent, stream)) + (stream.EventsPerSecond * (double)perEvent.PerRequest);
        var second = PerSecond(perStream, stream)
            * (stream.DurationSeconds + stream.ColdStartSeconds) / stream.DurationSeconds;
        return first / second;
    }

    /// <summary>The C/D at which both cost the same: above it the instance per lifetime is dearer.</summary>
    public static double ColdStartShare(PriceBook perEvent, PriceBook perStream, StreamCost stream) =>
        Ratio(perEvent, perStream, stream with { ColdStartSeconds = 0 }) - 1;

    private static double PerSecond(PriceBook book, StreamCost stream) => (double)book.PerInstanceSecond(
        (decimal)stream.MemoryGib, (decimal)stream.Vcpus, (decimal)stream.MemoryGib);
}
