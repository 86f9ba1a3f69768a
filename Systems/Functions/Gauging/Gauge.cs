using Eval.Systems.Functions.Remembering;

namespace Eval.Systems.Functions.Gauging;

/// <summary>What is remembered of one gauge. Heights are in hundredths of a foot, as they are published, so that sums
/// and differences are exact.</summary>
/// <param name="flood">The height at which a flood begins.</param>
/// <param name="normal">The height below which it has ended.</param>
/// <param name="slack">What the cumulative sum forgives each reading.</param>
internal sealed class Gauge(int flood, int normal, int slack) : IPortableState
{
    /// <summary>Readings of a quarter of an hour in an hour.</summary>
    private const int Hour = 4;

    /// <summary>Readings whose mean is the level that the cumulative sum starts from.</summary>
    private const int ReferenceReadings = 8;

    private int[] _lastHour = new int[Hour];
    private long _seen;
    private long _referenceSum;
    private long _scaledSum;
    private bool _isFlood;
    private double _rateOfRise;

    /// <summary>Whether the river is in flood: from <c>flood</c> on, until it is below <c>normal</c>.</summary>
    public bool IsFlood => _isFlood;

    /// <summary>Feet per hour, over the last hour; 0 in the first.</summary>
    public double RateOfRise => _rateOfRise;

    /// <summary>Page's cumulative sum of rises above the reference level and the slack, feet; 0 while the first eight
    /// readings give the reference.</summary>
    public double CumulativeSum => _scaledSum / (100.0 * ReferenceReadings);

    /// <summary>Mean and standard deviation, feet.</summary>
    public Welford Statistics { get; } = new();

    /// <summary>Takes the next reading in.</summary>
    public void Add(int hundredths)
    {
        _isFlood = _isFlood ? hundredths >= normal : hundredths >= flood;
        var place = (int)(_seen % Hour);
        _rateOfRise = _seen < Hour ? 0 : (hundredths - _lastHour[place]) / 100.0;
        _lastHour[place] = hundredths;
        if (_seen < ReferenceReadings)
        {
            _referenceSum += hundredths;
        }
        else
        {
            _scaledSum += (ReferenceReadings * (long)(hundredths - slack)) - _referenceSum;
            _scaledSum = Math.Max(0, _scaledSum);
        }

        Statistics.Add(hundredths / 100.0);
        _seen++;
    }

    /// <inheritdoc />
    public void Carry(StateBytes bytes)
    {
        bytes.Carry(ref _isFlood);
        bytes.Carry(ref _rateOfRise);
        bytes.Carry(ref _lastHour);
        bytes.Carry(ref _seen);
        bytes.Carry(ref _referenceSum);
        bytes.Carry(ref _scaledSum);
        Statistics.Carry(bytes);
        if (_lastHour.Length != Hour)
        {
            throw new FormatException($"a state with {_lastHour.Length} readings in an hour");
        }
    }
}
