namespace Eval.Systems.Simulation.Costs;

/// <summary>What waiting for the next stream costs against what it saves, for Poisson arrivals at one instance.
/// </summary>
public static class KeepAliveCost
{
    /// <summary>(1 − e^(−λT))/λ: the idle time that is paid per stream, seconds.</summary>
    public static double IdleSeconds(double ratePerSecond, double keepAliveSeconds) =>
        -double.ExpM1(-ratePerSecond * keepAliveSeconds) / ratePerSecond;

    /// <summary>1 − e^(−λT): the share of streams that meet a warm instance.</summary>
    public static double WarmShare(double ratePerSecond, double keepAliveSeconds) =>
        -double.ExpM1(-ratePerSecond * keepAliveSeconds);

    /// <summary>The price of one cold start saved: idle time paid over the share of streams that gain. It is the price
    /// of 1/λ seconds whatever T is, so that keeping alive pays for all T or for none.</summary>
    public static double PerSavedColdStart(double pricePerSecond, double ratePerSecond) =>
        pricePerSecond / ratePerSecond;
}
