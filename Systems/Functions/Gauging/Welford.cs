using Eval.Systems.Functions.Remembering;

namespace Eval.Systems.Functions.Gauging;

/// <summary>Mean and standard deviation of a stream in constant memory, by Welford's recurrence (1962), its sum of
/// squares compensated after Kahan.</summary>
internal sealed class Welford : IPortableState
{
    private long _count;
    private double _mean;
    private double _squares;
    private double _excess;

    /// <summary>The mean so far.</summary>
    public double Mean => _mean;

    /// <summary>The sample standard deviation (divisor n − 1); 0 below two values.</summary>
    public double StandardDeviation => _count < 2 ? 0 : Math.Sqrt(_squares / (_count - 1));

    /// <summary>Takes the next value in.</summary>
    public void Add(double value)
    {
        _count++;
        var deviation = value - Mean;
        _mean += deviation / _count;

        // What an addition rounds away is taken off the next summand.
        var summand = (deviation * (value - Mean)) - _excess;
        var sum = _squares + summand;
        _excess = sum - _squares - summand;
        _squares = sum;
    }

    /// <inheritdoc />
    public void Carry(StateBytes bytes)
    {
        bytes.Carry(ref _count);
        bytes.Carry(ref _mean);
        bytes.Carry(ref _squares);
        bytes.Carry(ref _excess);
    }
}
