using Eval.Systems.Functions.Remembering;

namespace Eval.Systems.Functions.Seismology;

/// <summary>
/// Classic STA/LTA: the mean of x² over the last <paramref name="shortSamples"/> over that over the last
/// <paramref name="longSamples"/>; 0 until there are that many, and where the ground is silent. The sums are kept
/// running, which is exact for whole numbers while they stay below 2⁵³.
/// </summary>
/// <param name="shortSamples">nsta.</param>
/// <param name="longSamples">nlta, not less than nsta.</param>
internal sealed class ClassicRatio(int shortSamples, int longSamples) : IRatio
{
    private double[] _squares = new double[longSamples];
    private double _short;
    private double _long;
    private long _seen;

    /// <inheritdoc />
    public double Next(double x)
    {
        var place = (int)(_seen % longSamples);
        var square = x * x;
        if (_seen >= shortSamples)
        {
            _short -= _squares[(int)((_seen - shortSamples) % longSamples)];
        }

        _long += square - _squares[place];
        _short += square;
        _squares[place] = square;
        _seen++;
        return _seen < longSamples || _long == 0
            ? 0
            : _short / shortSamples / (_long / longSamples);
    }

    /// <inheritdoc />
    public void Carry(StateBytes bytes)
    {
        bytes.Carry(ref _squares);
        bytes.Carry(ref _short);
        bytes.Carry(ref _long);
        bytes.Carry(ref _seen);
        if (_squares.Length != longSamples)
        {
            throw new FormatException($"a state of {_squares.Length} samples, where an average spans {longSamples}");
        }
    }
}
