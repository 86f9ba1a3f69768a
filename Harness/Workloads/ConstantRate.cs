namespace Eval.Harness.Workloads;

/// <summary>Events at constant rate r: event i is due at ⌊i·10⁹/r⌋ nanoseconds. Each time is computed by itself, so no
/// rounding adds up however long the stream is.</summary>
public readonly struct ConstantRate : ISchedule
{
    private const decimal NanosecondsPerSecond = 1_000_000_000m;

    private readonly decimal _perSecond;

    /// <summary>Events per second, with the 15 digits that a scenario can mean.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not between 10⁻⁶ and 10⁸.</exception>
    public ConstantRate(double perSecond)
    {
        if (perSecond is not (>= 1e-6 and <= 1e8))
        {
            throw new ArgumentOutOfRangeException(
                nameof(perSecond), perSecond, "a rate between 0.000001/s and 100000000/s");
        }

        _perSecond = (decimal)perSecond;
    }

    /// <inheritdoc />
    public long OffsetNs(int sequence) => (long)(sequence * NanosecondsPerSecond / _perSecond);
}
