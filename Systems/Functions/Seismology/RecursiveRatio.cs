using Eval.Systems.Functions.Remembering;

namespace Eval.Systems.Functions.Seismology;

/// <summary>
/// Recursive STA/LTA (Withers et al. 1998): short and long exponential averages of x², from the second sample on; the
/// first <paramref name="longSamples"/> ratios are 0.
/// </summary>
/// <param name="shortSamples">nsta, the time constant of the short average.</param>
/// <param name="longSamples">nlta, that of the long average.</param>
internal sealed class RecursiveRatio(int shortSamples, int longSamples) : IRatio
{
    // The least normal number, as in ObsPy; long silence may still take it to zero.
    private const double Tiny = 2.2250738585072014e-308;

    private readonly double _shortWeight = 1.0 / shortSamples;
    private readonly double _longWeight = 1.0 / longSamples;
    private double _short;
    private double _long = Tiny;
    private long _seen;

    /// <inheritdoc />
    public double Next(double x)
    {
        if (_seen > 0)
        {
            var square = x * x;
            _short = (_shortWeight * square) + ((1 - _shortWeight) * _short);
            _long = (_longWeight * square) + ((1 - _longWeight) * _long);
        }

        return _seen++ < longSamples || _long == 0 ? 0 : _short / _long;
    }

    /// <inheritdoc />
    public void Carry(StateBytes bytes)
    {
        bytes.Carry(ref _short);
        bytes.Carry(ref _long);
        bytes.Carry(ref _seen);
    }
}
