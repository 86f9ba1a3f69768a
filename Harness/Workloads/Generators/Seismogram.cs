namespace Eval.Harness.Workloads.Generators;

/// <summary>
/// One station's ground motion in counts, sample by sample: coloured noise (an autoregression of order 1 with a
/// standard deviation of about <see cref="NoiseCounts"/> on each component) and the waves of earthquakes, which are
/// noise under an envelope that jumps at the onset and decays. Components are vertical, north, east.
/// </summary>
/// <param name="seed">From which the motion follows.</param>
/// <param name="quakes">When each earthquake's waves arrive, by time.</param>
/// <param name="amplitude">The envelope's height at the P onset, in standard deviations of the noise.</param>
public sealed class Seismogram(ulong seed, IReadOnlyList<Onsets> quakes, double amplitude)
{
    /// <summary>Vertical, north, east.</summary>
    public const int Components = 3;

    /// <summary>The standard deviation of the noise.</summary>
    public const int NoiseCounts = 100;

    /// <summary>The digitizer's range: with it, sums of squares over up to 8,000 samples are whole numbers that a
    /// double holds exactly.</summary>
    public const int MostCounts = 1 << 20;

    private const double Colour = 0.6;
    private const double Whiteness = 0.8;
    private const double DecaySamples = 60;

    private static readonly double[] PrimaryShares = [1.0, 0.4, 0.4];
    private static readonly double[] SecondaryShares = [0.5, 1.2, 1.0];

    private readonly Draws _noise = new(seed);
    private readonly double[] _motion = new double[Components];
    private double _primary;
    private double _secondary;
    private long _next;
    private int _primaries;
    private int _secondaries;

    /// <summary>The next sample of all components.</summary>
    public void Next(Span<int> counts)
    {
        _primary *= 1 - (1 / DecaySamples);
        _secondary *= 1 - (1 / DecaySamples);
        Arrive();
        for (var component = 0; component < Components; component++)
        {
            _motion[component] = (Colour * _motion[component]) + (Whiteness * _noise.Normal());
            var wave = ((_primary * PrimaryShares[component]) + (_secondary * SecondaryShares[component]))
                * _noise.Normal();
            var value = Math.Round(NoiseCounts * (_motion[component] + wave));
            counts[component] = (int)Math.Clamp(value, -MostCounts, MostCounts);
        }

        _next++;
    }

    private void Arrive()
    {
        if (_primaries < quakes.Count && _next == quakes[_primaries].Primary)
        {
            _primary = amplitude;
            _primaries++;
        }

        if (_secondaries < quakes.Count && _next == quakes[_secondaries].Secondary)
        {
            _secondary = amplitude;
            _secondaries++;
        }
    }
}
