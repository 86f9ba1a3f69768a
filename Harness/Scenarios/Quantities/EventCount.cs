namespace Eval.Harness.Scenarios.Quantities;

/// <summary>N = duration × rate, the number of events of a stream at constant rate.</summary>
internal static class EventCount
{
    /// <summary>How far the product may be from a whole number: rates have nine decimals.</summary>
    private const decimal Tolerance = 1e-9m;

    /// <summary>The product, whole or not. Decimal, because in binary 0.1 s × 29.97/s is no exact product.</summary>
    public static decimal Exact(TimeSpan duration, double ratePerSecond) =>
        (decimal)duration.Ticks / TimeSpan.TicksPerSecond * (decimal)ratePerSecond;

    /// <summary>The product where it is a whole number ≥ 1, else null.</summary>
    public static decimal? Whole(TimeSpan duration, double ratePerSecond)
    {
        var exact = Exact(duration, ratePerSecond);
        var nearest = Math.Round(exact);
        return nearest >= 1 && Math.Abs(exact - nearest) <= Tolerance ? nearest : null;
    }
}
